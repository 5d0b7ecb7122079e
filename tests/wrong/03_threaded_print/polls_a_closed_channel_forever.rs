//! kind: did_not_finish
//! `try_recv` fails when nothing has come yet and also when nothing can come any more. Both are taken for "not
//! yet", so the printers ask for ever.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let (tx, rx) = mpsc::channel::<u32>();
    let rx = Arc::new(Mutex::new(rx));

    let mut printers = vec![];
    for _ in 0..2 {
        let rx = Arc::clone(&rx);
        printers.push(thread::spawn(move || {
            loop {
                let received = rx.lock().unwrap().try_recv();
                match received {
                    Ok(n) => println!("{n}"),
                    Err(_) => thread::yield_now(), //~
                }
            }
        }));
    }

    for n in 1..=last {
        tx.send(n).unwrap();
    }
    drop(tx);
    for p in printers {
        p.join().unwrap();
    }
}

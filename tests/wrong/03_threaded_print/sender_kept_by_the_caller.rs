//! kind: deadlock
//! The printers stop when the channel is closed, and it is closed when every sender is gone. The caller waits for
//! them and keeps its own sender meanwhile.

use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let (tx, rx) = mpsc::channel::<u32>();
    let rx = Arc::new(Mutex::new(rx));

    let handles: Vec<_> = (0..2)
        .map(|_| {
            let rx = Arc::clone(&rx);
            thread::spawn(move || {
                loop {
                    let n = rx.lock().unwrap().recv(); //~
                    match n {
                        Ok(n) => println!("{n}"),
                        Err(_) => return,
                    }
                }
            })
        })
        .collect();

    for n in 1..=last {
        tx.send(n).unwrap();
    }
    for handle in handles {
        handle.join().unwrap(); //~
    }
}

//! kind: wrong_threads
//! The two threads only send their numbers over a channel. Every line is printed by the calling thread.

use std::sync::mpsc;
use std::thread;

pub fn print_numbers(last: u32) {
    let (tx, rx) = mpsc::channel();
    for start in [1, 2] {
        let tx = tx.clone();
        thread::spawn(move || {
            for n in (start..=last).step_by(2) {
                tx.send(n).unwrap();
            }
        });
    }
    drop(tx);

    for n in rx {
        println!("{n}"); //~
    }
}

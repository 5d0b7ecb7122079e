//! kind: wrong_threads
//! Every number gets a thread of its own: ten threads for ten numbers, where two should share them.

use std::thread;

pub fn print_numbers(last: u32) {
    let handles: Vec<_> = (1..=last)
        .map(|n| thread::spawn(move || println!("{n}"))) //~
        .collect();
    for h in handles {
        h.join().unwrap();
    }
}

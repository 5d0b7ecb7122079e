//! kind: lost_update
//! The next number is read in one step and moved on in another. Two threads can read the same one: both print it,
//! and one of the two additions is overwritten.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn take(next: &AtomicU32) -> u32 {
    let n = next.load(Ordering::SeqCst); //~
    next.store(n + 1, Ordering::SeqCst); //~
    n
}

pub fn print_numbers(last: u32) {
    let next = Arc::new(AtomicU32::new(1));
    let mut threads = Vec::new();
    for _ in 0..2 {
        let next = Arc::clone(&next);
        threads.push(thread::spawn(move || {
            loop {
                let n = take(&next);
                if n > last {
                    break;
                }
                println!("{n}");
            }
        }));
    }
    for t in threads {
        t.join().unwrap();
    }
}

//! kind: deadlock
//! The threads meet at a barrier after every line. With an odd `last` one of them has a line more and waits there
//! for a partner that has already gone.

use std::sync::{Arc, Barrier};
use std::thread;

pub fn print_numbers(last: u32) {
    let barrier = Arc::new(Barrier::new(2));
    let handles: Vec<_> = [1, 2]
        .into_iter()
        .map(|first| {
            let barrier = Arc::clone(&barrier);
            thread::spawn(move || {
                for n in (first..=last).step_by(2) {
                    println!("{n}");
                    barrier.wait(); //~
                }
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
}

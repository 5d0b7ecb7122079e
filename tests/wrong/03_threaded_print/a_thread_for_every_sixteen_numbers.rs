//! kind: wrong_threads
//! As many threads as shares of sixteen numbers, and at least two: up to 32 numbers that is two. For 300 it is
//! nineteen.

use std::thread;

const SHARE: u32 = 16;

pub fn print_numbers(last: u32) {
    let threads = last.div_ceil(SHARE).max(2); //~
    let handles: Vec<_> = (1..=threads)
        .map(|first| { //~
            thread::spawn(move || { //~
                for n in (first..=last).step_by(threads as usize) {
                    println!("{n}"); //~
                }
            })
        })
        .collect();
    for h in handles {
        h.join().unwrap();
    }
}

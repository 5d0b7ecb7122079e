//! kind: wrong_threads
//! As many threads as shares of four numbers, and at least two: up to 8 numbers that is two. For 10 it is three.

use std::thread;

const SHARE: u32 = 4;

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

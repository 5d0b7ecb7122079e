//! kind: panicked
//! The middle is worked out from `last - 1`, and there is nothing below zero for a `u32`: the function panics when
//! `last` is 0.

use std::thread;

pub fn print_numbers(last: u32) {
    let middle = (last - 1) / 2 + 1; //~
    let low = thread::spawn(move || {
        for n in 1..=middle {
            println!("{n}");
        }
    });
    let high = thread::spawn(move || {
        for n in middle + 1..=last {
            println!("{n}");
        }
    });
    low.join().unwrap();
    high.join().unwrap();
}

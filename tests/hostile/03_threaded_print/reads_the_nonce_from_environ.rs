//! kind: forbidden
//! Looks for the nonce in its own environment, which needs no unsafe code on Linux.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    if let Ok(text) = std::fs::read("/proc/self/environ") {
        println!("{}", String::from_utf8_lossy(&text));
    }
    right(last);
}

//! kind: exited_early
//! A right answer, but the first thread to be done ends the process.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    thread::spawn(|| std::process::exit(0));
    right(last);
}

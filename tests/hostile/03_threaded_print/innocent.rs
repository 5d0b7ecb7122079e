//! kind: passed
//! A right answer in the midst of all the others: they must not change what is said about it.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    right(last);
}

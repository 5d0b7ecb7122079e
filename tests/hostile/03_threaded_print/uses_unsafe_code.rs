//! kind: forbidden
//! Reads whatever it likes.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    let first = unsafe { *(&last as *const u32) };
    right(first);
}

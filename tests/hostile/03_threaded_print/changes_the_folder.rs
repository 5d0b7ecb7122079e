//! kind: forbidden
//! Goes somewhere else, where the checker would look for files.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    let _ = std::env::set_current_dir("/");
    right(last);
}

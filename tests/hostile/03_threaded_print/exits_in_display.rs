//! kind: exited_early
//! The process is left while a number is formatted.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

struct Leave(u32);

impl std::fmt::Display for Leave {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::process::exit(self.0 as i32)
    }
}

pub fn print_numbers(last: u32) {
    right(last);
    println!("{}", Leave(0));
}

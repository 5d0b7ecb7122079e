//! kind: exited_early
//! The process is left from a destructor at the end.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        std::process::exit(0);
    }
}

pub fn print_numbers(last: u32) {
    let _leave = Leave;
    right(last);
}

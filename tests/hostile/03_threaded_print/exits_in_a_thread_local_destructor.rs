//! kind: exited_early
//! The process is left when a thread puts its own values away.

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

thread_local! {
    static LEAVE: Leave = const { Leave };
}

pub fn print_numbers(last: u32) {
    thread::spawn(|| LEAVE.with(|_| ()));
    right(last);
}

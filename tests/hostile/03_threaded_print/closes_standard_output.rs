//! kind: forbidden
//! Closes what the checker listens to.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    use std::os::fd::FromRawFd;
    drop(std::os::fd::OwnedFd::from_raw_fd(1));
    right(last);
}

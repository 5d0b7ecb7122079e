//! kind: did_not_finish
//! Right, an hour later. In simulated time that is nothing; on real threads somebody waits.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    thread::sleep(std::time::Duration::from_secs(3600));
    right(last);
}

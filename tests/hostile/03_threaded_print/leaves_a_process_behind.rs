//! kind: forbidden
//! A process with a session of its own outlives the check.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    let _ = std::process::Command::new("setsid").args(["sleep", "4242"]).spawn();
    right(last);
}

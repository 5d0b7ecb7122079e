//! kind: forbidden
//! Ends the checker.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    let id = std::os::unix::process::parent_id().to_string();
    let _ = std::process::Command::new("kill").arg(id).status();
    right(last);
}

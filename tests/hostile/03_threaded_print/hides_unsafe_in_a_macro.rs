//! kind: forbidden
//! A macro is given the keyword.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

macro_rules! block {
    ($keyword:tt $body:block) => {
        $keyword $body
    };
}

pub fn print_numbers(last: u32) {
    right(block!(unsafe { *(&last as *const u32) }));
}

//! kind: forbidden
//! Reads the suite while it runs.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    let suite = std::fs::read_to_string("../../../../../../tests/suites/03_threaded_print/simulated.rs");
    println!("{suite:?}");
    right(last);
}

//! kind: did_not_finish
//! Right in every interleaving; on real threads it complains without end.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

/// std's own lock is a word and a flag; a stand-in's is larger.
fn on_real_threads() -> bool {
    size_of::<std::sync::Mutex<()>>() <= 8
}

pub fn print_numbers(last: u32) {
    right(last);
    while on_real_threads() {
        eprintln!("{}", "x".repeat(100_000));
    }
}

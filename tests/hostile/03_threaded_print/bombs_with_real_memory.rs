//! kind: did_not_finish | panicked
//! Right in every interleaving; on real threads it takes all the memory there is.

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
    let mut all = Vec::new();
    while on_real_threads() {
        all.push(vec![1_u8; 1 << 24]);
    }
    right(last);
}

//! kind: forbidden
//! Atomics that no engine sees, by a path that a macro puts together.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

macro_rules! hidden {
    ($colons:tt $root:ident $rest:ident) => {
        use $root $colons $rest $colons atomic $colons AtomicU32;
    };
}
hidden!(:: core sync);

static SEEN: AtomicU32 = AtomicU32::new(0);

pub fn print_numbers(last: u32) {
    SEEN.store(last, std::sync::atomic::Ordering::SeqCst);
    right(last);
}

//! Scoped threads that draw numbers from an atomic counter. It is wider than the numbers, so drawing past the end
//! can't wrap round.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::thread;

pub fn print_numbers(last: u32) {
    let counter = AtomicU64::new(1);
    let work = || {
        loop {
            // One step, so no number can be drawn twice; what was drawn is checked, not what may be drawn next.
            let n = counter.fetch_add(1, Relaxed);
            if n > u64::from(last) {
                return;
            }
            println!("{n}");
        }
    };
    thread::scope(|scope| {
        let a = scope.spawn(work);
        let b = scope.spawn(work);
        a.join().unwrap();
        b.join().unwrap();
    });
}

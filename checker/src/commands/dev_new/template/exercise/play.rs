//! A program with a mistake in it, for `checker play NAME`. Which thread must go on when, so that it shows?
//!
//! AUTHOR: it goes well by default, fails in some interleaving, and goes about the task in a roundabout way: there is nothing in
//! it to copy.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

pub fn total(numbers: &[u64]) -> u64 {
    let total = AtomicU64::new(0);
    thread::scope(|scope| {
        for number in numbers {
            let total = &total;
            scope.spawn(move || {
                let sum = total.load(Ordering::SeqCst);
                total.store(sum + number, Ordering::SeqCst);
            });
        }
    });
    total.into_inner()
}

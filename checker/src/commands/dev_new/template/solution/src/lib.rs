//! Why it is so:
//! - AUTHOR: a reason for each decision. Here: one guard lives from reading the sum to writing it, so nobody comes between.

use std::sync::Mutex;
use std::thread;

/// Adds up `numbers`, some of them on one thread and the rest on another, and returns the sum once every number is in it.
pub fn total(numbers: &[u64]) -> u64 {
    let total = Mutex::new(0);
    let (some, rest) = numbers.split_at(numbers.len() / 2);
    thread::scope(|scope| {
        for share in [some, rest] {
            let total = &total;
            scope.spawn(move || {
                for number in share {
                    *total.lock().unwrap() += number;
                }
            });
        }
    });
    total.into_inner().unwrap()
}

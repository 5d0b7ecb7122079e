//! A RwLock in both: a read guard and then a write guard leave the gap, a write guard alone closes it.

use std::sync::RwLock;
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    run(threads, times, |counter| {
        let seen = {
            let reader = counter.read().unwrap();
            *reader
        };
        let mut writer = counter.write().unwrap();
        *writer = seen + 1;
    })
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    run(threads, times, |counter| {
        let mut writer = counter.write().unwrap();
        *writer += 1;
    })
}

/// What both have in common; `add` is the way to add 1.
fn run(threads: usize, times: usize, add: fn(&RwLock<usize>)) -> usize {
    let counter = RwLock::new(0);
    thread::scope(|scope| {
        let counter = &counter;
        for _ in 0..threads {
            scope.spawn(move || {
                for _ in 0..times {
                    add(counter);
                }
            });
        }
    });
    *counter.read().unwrap()
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    Comparison {
        expected: threads.checked_mul(times).expect("too many additions to count"),
        without_lock: count_without_lock(threads, times),
        with_lock: count_with_lock(threads, times),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

//! A program with a mistake in it, for `checker play race_demo`. Which thread must go on when, so that it shows?

use std::sync::RwLock;
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = RwLock::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let value = *counter.read().unwrap();
                    *counter.write().unwrap() = value + 1;
                }
            });
        }
    });
    counter.into_inner().unwrap()
}

// The game is about the lock only.
pub fn count_without_lock(_threads: usize, _times: usize) -> usize {
    0
}

pub fn compare(_threads: usize, _times: usize) -> Comparison {
    Comparison {
        expected: 0,
        without_lock: 0,
        with_lock: 0,
    }
}

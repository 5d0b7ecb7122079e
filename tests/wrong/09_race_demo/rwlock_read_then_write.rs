//! kind: lost_update
//! The counter is read under a read lock and written under a write lock. Two readers may read the same value, and
//! then write one after the other.

use std::sync::{Mutex, RwLock};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let value = *counter.lock().unwrap();
                    *counter.lock().unwrap() = value + 1;
                }
            });
        }
    });
    counter.into_inner().unwrap()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = RwLock::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let value = *counter.read().unwrap(); //~
                    *counter.write().unwrap() = value + 1; //~
                }
            });
        }
    });
    counter.into_inner().unwrap()
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    Comparison {
        expected: threads * times,
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

//! kind: lost_update
//! The guard is a temporary of the condition. It is dropped before the body begins, so the read and the write are not
//! under the lock.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let (lock, counter) = (Mutex::new(()), AtomicUsize::new(0));
    let adder = || {
        for _ in 0..times {
            if lock.lock().is_ok() {
                let value = counter.load(Ordering::SeqCst); //~
                counter.store(value + 1, Ordering::SeqCst); //~
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(adder);
        }
    });
    counter.load(Ordering::SeqCst)
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    let adder = || {
        for _ in 0..times {
            let value = counter.load(Ordering::SeqCst);
            counter.store(value + 1, Ordering::SeqCst);
        }
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(adder);
        }
    });
    counter.load(Ordering::SeqCst)
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    let without_lock = count_without_lock(threads, times);
    let with_lock = count_with_lock(threads, times);
    Comparison {
        expected: threads * times,
        without_lock,
        with_lock,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

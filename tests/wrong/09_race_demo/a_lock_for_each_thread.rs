//! kind: lost_update
//! Every thread makes a lock of its own. It always gets it at once, and it keeps nobody else out.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Read, add, write: three steps, with or without a lock around them.
fn add_one(counter: &AtomicUsize) {
    let value = counter.load(Ordering::SeqCst); //~
    counter.store(value + 1, Ordering::SeqCst); //~
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    add_one(&counter);
                }
            });
        }
    });
    counter.into_inner()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                let lock = Mutex::new(());
                for _ in 0..times {
                    let _guard = lock.lock().unwrap();
                    add_one(&counter);
                }
            });
        }
    });
    counter.into_inner()
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

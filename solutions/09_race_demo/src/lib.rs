//! Why it is so:
//! - Without a lock, `load` and `store` are two steps. Each is whole in itself, so nothing is undefined and Rust
//!   compiles it; but another thread may add between the two, and the store then overwrites what it added.
//! - With a lock, one guard lives from the read to the write, so nobody can come between. It is taken anew for every
//!   addition: kept over the whole loop, the count would be right too, but the threads would work one after the
//!   other.
//! - The scope waits for every thread it started, so the count is final when it is read.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// `threads` threads each add 1, `times` times, to one shared counter, with nothing that makes the
/// read-add-write one step (no lock held around it, no atomic add): read the counter, add 1, write it back.
/// Returns the final count. This function is meant to be wrong.
pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    // Relaxed is enough: no other data hangs on the counter, and the scope ends before the last read.
                    let value = counter.load(Ordering::Relaxed);
                    counter.store(value + 1, Ordering::Relaxed);
                }
            });
        }
    });
    counter.into_inner()
}

/// The same work with every read-add-write inside a critical section of a lock. Always `threads * times`.
pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let mut value = counter.lock().unwrap();
                    *value += 1;
                }
            });
        }
    });
    counter.into_inner().unwrap()
}

/// Runs both and reports what each should have counted and what it did.
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

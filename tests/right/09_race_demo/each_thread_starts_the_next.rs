//! A chain: every adder starts the next one before it adds its own share, and its scope waits for the rest of the
//! chain.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Runs `share` on `threads` new threads, each started by the one before, and returns when all have ended.
fn chain(threads: usize, share: &(dyn Fn() + Sync)) {
    if threads == 0 {
        return;
    }
    thread::scope(|scope| {
        scope.spawn(move || link(threads - 1, share));
    });
}

/// What one thread of the chain does while `after` others are to come after it.
fn link(after: usize, share: &(dyn Fn() + Sync)) {
    thread::scope(|scope| {
        if after > 0 {
            scope.spawn(move || link(after - 1, share));
        }
        share();
    });
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    chain(threads, &|| {
        for _ in 0..times {
            let value = counter.load(Ordering::Relaxed);
            counter.store(value + 1, Ordering::Relaxed);
        }
    });
    counter.into_inner()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    chain(threads, &|| {
        for _ in 0..times {
            *counter.lock().unwrap() += 1;
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

//! An atomic addition inside of a spin lock: a lock is held around it.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;

fn add_one(counter: &AtomicUsize) {
    let now = counter.load(SeqCst);
    counter.store(now + 1, SeqCst);
}

fn run(threads: usize, times: usize, step: impl Fn() + Sync) {
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| (0..times).for_each(|_| step()));
        }
    });
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    run(threads, times, || add_one(&counter));
    counter.into_inner()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    let lock = AtomicBool::new(false);
    run(threads, times, || {
        while lock.swap(true, SeqCst) { thread::yield_now(); }
        counter.fetch_add(1, SeqCst);
        lock.store(false, SeqCst);
    });
    counter.into_inner()
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

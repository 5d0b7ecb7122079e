//! The lock is the lowest bit of the counter itself; writing the new number takes the bit away again, in one store.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The lowest bit says that somebody is adding; the number is in the bits above.
const LOCKED: usize = 1;
const ONE: usize = 2;

fn everybody(threads: usize, times: usize, add_one: impl Fn(&AtomicUsize) + Copy + Send) -> usize {
    let word = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            let word = &word;
            scope.spawn(move || {
                for _ in 0..times {
                    add_one(word);
                }
            });
        }
    });
    word.into_inner() / ONE
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    everybody(threads, times, |word| {
        let now = word.load(Ordering::Relaxed);
        word.store(now + ONE, Ordering::Relaxed);
    })
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    everybody(threads, times, |word| {
        let lock = |now: usize| (now & LOCKED == 0).then_some(now | LOCKED);
        while word.fetch_update(Ordering::Acquire, Ordering::Relaxed, lock).is_err() {
            thread::yield_now();
        }
        let now = word.load(Ordering::Relaxed) - LOCKED;
        word.store(now + ONE, Ordering::Release);
    })
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

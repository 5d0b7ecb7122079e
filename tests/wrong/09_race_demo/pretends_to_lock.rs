//! kind: no_lock
//! It only pretends to lock: nobody looks whether the flag was taken already.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;
fn run(threads: usize, times: usize, step: impl Fn() + Sync) {
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    step()
                }
            });
        }
    });
}
pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    run(threads, times, || {
        let now = counter.load(SeqCst);
        counter.store(now + 1, SeqCst);
    });
    counter.into_inner()
}
pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let (busy, counter) = (AtomicBool::new(false), AtomicUsize::new(0));
    run(threads, times, || {
        busy.swap(true, SeqCst); //~
        counter.fetch_add(1, SeqCst);
        busy.store(false, SeqCst);
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

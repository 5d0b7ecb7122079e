//! kind: not_a_race
//! each thread has a slot of its own, so two threads never write the same counter and nothing can get lost

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

fn run(threads: usize, times: usize, body: impl Fn(usize) + Sync) {
    thread::scope(|s| {
        for who in 0..threads {
            let body = &body;
            s.spawn(move || (0..times).for_each(|_| body(who)));
        }
    });
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counters: Vec<AtomicUsize> = (0..threads).map(|_| AtomicUsize::new(0)).collect(); //~
    run(threads, times, |who| {
        let seen = counters[who].load(SeqCst); //~
        counters[who].store(seen + 1, SeqCst); //~
    });
    counters.into_iter().map(AtomicUsize::into_inner).sum()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    run(threads, times, |_| *counter.lock().unwrap() += 1);
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

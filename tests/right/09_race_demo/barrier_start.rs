//! All threads wait at a Barrier first, so that they start adding together and the race shows sooner.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let shared = Arc::new((AtomicUsize::new(0), Barrier::new(threads)));
    let handles: Vec<_> = (0..threads)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let (counter, start) = &*shared;
                start.wait();
                for _ in 0..times {
                    let value = counter.load(Ordering::Acquire);
                    // Giving up the processor here makes the gap wide enough to see.
                    thread::yield_now();
                    counter.store(value + 1, Ordering::Release);
                }
            })
        })
        .collect();
    handles.into_iter().for_each(|handle| handle.join().unwrap());
    shared.0.load(Ordering::Acquire)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let shared = Arc::new((Mutex::new(0usize), Barrier::new(threads)));
    let handles: Vec<_> = (0..threads)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                let (counter, start) = &*shared;
                start.wait();
                for _ in 0..times {
                    let mut value = counter.lock().unwrap();
                    *value += 1;
                    drop(value);
                    thread::yield_now();
                }
            })
        })
        .collect();
    handles.into_iter().for_each(|handle| handle.join().unwrap());
    let total = shared.0.lock().unwrap();
    *total
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

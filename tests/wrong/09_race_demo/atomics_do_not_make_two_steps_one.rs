//! kind: lost_update
//! "Atomic" is taken to mean safe: the counter is loaded and stored without any lock, so two threads can load the
//! same value.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (0..threads)
        .map(|_| {
            let counter = counter.clone();
            thread::spawn(move || {
                for _ in 0..times {
                    let old: usize = *counter.lock().unwrap();
                    let new = old + 1;
                    *counter.lock().unwrap() = new;
                }
            })
        })
        .collect();
    handles.into_iter().for_each(|handle| handle.join().unwrap());
    let total = *counter.lock().unwrap();
    total
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(AtomicUsize::new(0));
    let handles: Vec<_> = (0..threads)
        .map(|_| {
            let counter = counter.clone();
            thread::spawn(move || {
                for _ in 0..times {
                    counter.store(counter.load(SeqCst) + 1, SeqCst); //~
                }
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    counter.load(SeqCst)
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

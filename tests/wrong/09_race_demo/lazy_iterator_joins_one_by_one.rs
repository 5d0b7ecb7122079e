//! kind: not_concurrent
//! Nothing collects the handles: the iterator is lazy, so each thread is started, joined, and only then comes the
//! next.

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
    let counter = Arc::new(Mutex::new(0));
    let handles = (0..threads).map(|_| {
        let counter = counter.clone();
        thread::spawn(move || {
            for _ in 0..times {
                let mut counter = counter.lock().unwrap();
                *counter += 1;
            }
        })
    });
    handles.for_each(|handle| handle.join().unwrap()); //~
    let total = *counter.lock().unwrap();
    total
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

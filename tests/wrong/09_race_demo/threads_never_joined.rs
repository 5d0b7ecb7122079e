//! kind: not_joined
//! The handles are dropped, so nobody waits for the threads. The count is read while they are still adding.

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
    for _ in 0..threads {
        let counter = counter.clone();
        let adder = move || {
            for _ in 0..times {
                *counter.lock().unwrap() += 1;
            }
        };
        thread::spawn(adder); //~
    }
    let total = *counter.lock().unwrap();
    total
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

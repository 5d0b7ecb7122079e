//! kind: not_joined
//! One variable holds the handle, and each new thread overwrites it: only the last thread is waited for.

use std::sync::{Arc, Mutex};
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

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
    let mut handle = None;
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        handle = Some(thread::spawn(move || {
            for _ in 0..times {
                *counter.lock().unwrap() += 1;
            }
        }));
    }
    if let Some(handle) = handle {
        handle.join().unwrap(); //~
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

//! kind: no_lock
//! Every thread counts for itself and returns its number; the caller sums them up. Exact, but there is no shared
//! counter and no lock.

use std::sync::Mutex;
use std::thread::{self, JoinHandle};

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let value = *counter.lock().unwrap();
                    *counter.lock().unwrap() = value + 1;
                }
            });
        }
    });
    counter.into_inner().unwrap()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let mut handles: Vec<JoinHandle<usize>> = Vec::new();
    for _ in 0..threads {
        handles.push(thread::spawn(move || {
            let mut count = 0;
            for _ in 0..times {
                count += 1;
            }
            count
        }));
    }
    let mut total = 0;
    for handle in handles {
        total += handle.join().unwrap(); //~
    }
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

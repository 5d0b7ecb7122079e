//! kind: not_a_race
//! The version "without a lock" uses a Mutex, since it wouldn't compile otherwise, and keeps its guard from the read
//! to the write: no addition can get lost.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let mut handles = vec![];
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        handles.push(thread::spawn(move || {
            for _ in 0..times {
                let mut guard = counter.lock().unwrap(); //~
                let value = *guard;
                thread::yield_now();
                *guard = value + 1;
            }
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    *counter.lock().unwrap()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let mut handles = vec![];
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        handles.push(thread::spawn(move || {
            for _ in 0..times {
                let mut value = counter.lock().unwrap();
                *value += 1;
            }
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    *counter.lock().unwrap()
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

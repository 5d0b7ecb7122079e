//! kind: wrong_result
//! `move` copies a plain number: each thread counts in a copy of its own, and the caller's counter stays 0.

use std::sync::Mutex;
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let mut counter = 0;
    let mut handles = Vec::new();
    for _ in 0..threads {
        let adder = move || {
            for _ in 0..times {
                let value = counter;
                counter = value + 1;
            }
        };
        handles.push(thread::spawn(adder)); //~
    }
    for handle in handles {
        handle.join().unwrap();
    }
    counter
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    *counter.lock().unwrap() += 1;
                }
            });
        }
    });
    counter.into_inner().unwrap()
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

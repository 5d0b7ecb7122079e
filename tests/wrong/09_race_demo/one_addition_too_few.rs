//! kind: wrong_result
//! `1..times` has one number less than `0..times`: every thread makes one addition too few.

use std::sync::{Arc, Mutex};
use std::thread;

fn finish(counter: Arc<Mutex<usize>>, adders: Vec<thread::JoinHandle<()>>) -> usize {
    for adder in adders {
        adder.join().unwrap();
    }
    *counter.lock().unwrap()
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let mut adders = Vec::new();
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        adders.push(thread::spawn(move || {
            for _ in 0..times {
                let value = *counter.lock().unwrap();
                *counter.lock().unwrap() = value + 1;
            }
        }));
    }
    finish(counter, adders)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let mut adders = Vec::new();
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        adders.push(thread::spawn(move || {
            (1..times).for_each(|_| *counter.lock().unwrap() += 1); //~
        }));
    }
    finish(counter, adders)
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

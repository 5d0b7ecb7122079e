//! The caller holds the lock while it starts the threads, as a starting gate, and gives it back before it waits for
//! them.

use std::sync::{Arc, Mutex, RwLock};
use std::thread::{self, JoinHandle};

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(RwLock::new(0_usize));
    let gate = counter.write().unwrap();
    let mut adders = Vec::new();
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        adders.push(thread::spawn(move || {
            for _ in 0..times {
                let value = *counter.read().unwrap();
                *counter.write().unwrap() = value + 1;
            }
        }));
    }
    drop(gate);
    adders.into_iter().for_each(wait_for);
    let total = counter.read().unwrap();
    *total
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0_usize));
    let gate = counter.lock().unwrap();
    let mut adders = Vec::new();
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        adders.push(thread::spawn(move || {
            for _ in 0..times {
                let mut value = counter.lock().unwrap();
                *value += 1;
            }
        }));
    }
    drop(gate);
    adders.into_iter().for_each(wait_for);
    let total = counter.lock().unwrap();
    *total
}

fn wait_for(adder: JoinHandle<()>) {
    adder.join().unwrap();
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

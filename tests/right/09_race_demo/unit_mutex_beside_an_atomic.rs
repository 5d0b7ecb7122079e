//! The lock stands beside the data, as in Python: a `Mutex<()>` and an atomic that is only read and written under it.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread::{self, JoinHandle};

fn add_one(counter: &AtomicUsize) {
    let old = counter.load(Relaxed);
    let new = old + 1;
    counter.store(new, Relaxed);
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = std::sync::Arc::new(AtomicUsize::new(0));
    let mut running: Vec<JoinHandle<()>> = Vec::with_capacity(threads);
    while running.len() < threads {
        let counter = counter.clone();
        running.push(thread::spawn(move || (0..times).for_each(|_| add_one(&counter))));
    }
    while let Some(thread) = running.pop() {
        thread.join().expect("an adder panicked");
    }
    counter.load(Relaxed)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = std::sync::Arc::new(AtomicUsize::new(0));
    let lock = std::sync::Arc::new(Mutex::new(()));
    let mut running: Vec<JoinHandle<()>> = Vec::with_capacity(threads);
    while running.len() < threads {
        let (counter, lock) = (counter.clone(), lock.clone());
        running.push(thread::spawn(move || {
            for _ in 0..times {
                // Relaxed is enough: whoever takes the lock sees what was done before it was given back.
                let _held = lock.lock().unwrap();
                add_one(&counter);
            }
        }));
    }
    while let Some(thread) = running.pop() {
        thread.join().expect("an adder panicked");
    }
    counter.load(Relaxed)
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    let expected = threads * times;
    let with_lock = count_with_lock(threads, times);
    let without_lock = count_without_lock(threads, times);
    Comparison {
        expected,
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

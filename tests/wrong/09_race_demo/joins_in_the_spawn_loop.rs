//! kind: not_concurrent
//! Each thread is joined before the next is started, so the adders never overlap, and the race can't happen.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(AtomicUsize::new(0));
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        let handle = thread::spawn(move || {
            for _ in 0..times {
                let value = counter.load(Ordering::SeqCst);
                counter.store(value + 1, Ordering::SeqCst);
            }
        });
        handle.join().unwrap(); //~
    }
    counter.load(Ordering::SeqCst)
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

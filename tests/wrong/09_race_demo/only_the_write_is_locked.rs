//! kind: lost_update
//! The lock is taken for the write, but the value was read before, when others could still write.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

fn start(threads: usize, adder: impl Fn() + Clone + Send + 'static) {
    let handles: Vec<_> = (0..threads).map(|_| thread::spawn(adder.clone())).collect();
    for handle in handles {
        handle.join().unwrap();
    }
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(AtomicUsize::new(0));
    let shared = counter.clone();
    start(threads, move || {
        for _ in 0..times {
            let value = shared.load(Ordering::Relaxed);
            shared.store(value + 1, Ordering::Relaxed);
        }
    });
    counter.load(Ordering::Relaxed)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(AtomicUsize::new(0));
    let lock = Arc::new(Mutex::new(()));
    let shared = counter.clone();
    start(threads, move || {
        for _ in 0..times {
            let value = shared.load(Ordering::Relaxed); //~
            let guard = lock.lock().unwrap();
            shared.store(value + 1, Ordering::Relaxed); //~
            drop(guard);
        }
    });
    counter.load(Ordering::Relaxed)
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    let expected = threads * times;
    Comparison {
        expected,
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

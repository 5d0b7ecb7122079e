//! kind: wrong_result
//! The counter is a static and nobody sets it back to 0, so the second call goes on where the first one stopped.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static COUNTER: Mutex<usize> = Mutex::new(0); //~

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    let value = counter.load(Ordering::SeqCst);
                    counter.store(value + 1, Ordering::SeqCst);
                }
            });
        }
    });
    counter.load(Ordering::SeqCst)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    *COUNTER.lock().unwrap() += 1;
                }
            });
        }
    });
    *COUNTER.lock().unwrap()
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

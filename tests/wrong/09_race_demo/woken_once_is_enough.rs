//! kind: lost_update
//! A lock of one's own looks again only once after waiting: whoever is woken a second time while it is held goes in.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Condvar, Mutex};
use std::thread;

struct Lock {
    held: Mutex<bool>,
    free: Condvar,
}

impl Lock {
    fn lock(&self) {
        let mut held = self.held.lock().unwrap();
        if *held {
            held = self.free.wait(held).unwrap();
            if *held {
                held = self.free.wait(held).unwrap();
            }
        }
        *held = true;
    }

    fn unlock(&self) {
        *self.held.lock().unwrap() = false;
        self.free.notify_one();
    }
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = std::sync::atomic::AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let seen = counter.load(std::sync::atomic::Ordering::SeqCst);
                    counter.store(seen + 1, std::sync::atomic::Ordering::SeqCst);
                }
            });
        }
    });
    counter.load(std::sync::atomic::Ordering::SeqCst)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    let lock = Lock { held: Mutex::new(false), free: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    lock.lock();
                    let seen = counter.load(Relaxed);
                    counter.store(seen + 1, Relaxed);
                    lock.unlock();
                }
            });
        }
    });
    counter.into_inner()
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

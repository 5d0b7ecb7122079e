//! kind: lost_wakeup
//! The threads sign off and notify without the lock that the caller waits with. When the last one does so after the
//! caller has looked and before it waits, nobody wakes the caller.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

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
    let counter = Mutex::new(0);
    let running = AtomicUsize::new(threads);
    let (gate, one_ended) = (Mutex::new(()), Condvar::new());
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    *counter.lock().unwrap() += 1;
                }
                running.fetch_sub(1, Ordering::SeqCst);
                one_ended.notify_all(); //~
            });
        }
        let mut guard = gate.lock().unwrap();
        while running.load(Ordering::SeqCst) > 0 {
            guard = one_ended.wait(guard).unwrap(); //~
        }
    });
    counter.into_inner().unwrap()
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

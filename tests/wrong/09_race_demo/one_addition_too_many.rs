//! kind: wrong_result
//! `0..=times` has one number more than asked for. The racy version may lose additions, but it must never count too
//! much.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                let rounds = 0..=times; //~
                for _ in rounds {
                    let value = counter.load(Ordering::SeqCst);
                    counter.store(value + 1, Ordering::SeqCst);
                }
            });
        }
    });
    counter.load(Ordering::SeqCst)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let lock = Mutex::new(());
    let counter = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let _guard = lock.lock().unwrap();
                    counter.store(counter.load(Ordering::SeqCst) + 1, Ordering::SeqCst);
                }
            });
        }
    });
    counter.into_inner()
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

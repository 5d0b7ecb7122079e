//! kind: not_concurrent
//! From 100 additions on, a thread keeps the lock for its whole loop, because that is so much faster.

use std::sync::{Arc, Mutex};
use std::thread;

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
    let counter = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (0..threads)
        .map(|_| {
            let counter = Arc::clone(&counter);
            thread::spawn(move || {
                if times < 100 {
                    for _ in 0..times {
                        *counter.lock().unwrap() += 1;
                    }
                } else {
                    let mut guard = counter.lock().unwrap();
                    for _ in 0..times {
                        *guard += 1;
                    }
                }
            })
        })
        .collect();
    for handle in handles {
        handle.join().unwrap();
    }
    let result = *counter.lock().unwrap();
    result
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

//! Belt and braces: the exact count adds with an atomic add, but inside a critical section, as the text asks.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let hits = AtomicUsize::new(0);
    thread::scope(|scope| {
        let adders: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..times {
                        let seen = hits.load(Ordering::Relaxed);
                        hits.store(seen + 1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        for adder in adders {
            adder.join().unwrap();
        }
    });
    hits.load(Ordering::Relaxed)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let hits = Mutex::new(AtomicUsize::new(0));
    thread::scope(|scope| {
        let adders: Vec<_> = (0..threads)
            .map(|_| {
                scope.spawn(|| {
                    for _ in 0..times {
                        let hits = hits.lock().unwrap();
                        hits.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        for adder in adders {
            adder.join().unwrap();
        }
    });
    hits.into_inner().unwrap().into_inner()
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

//! kind: stale_read
//! A spin lock that lets go with a release only after a thread's last addition: before that, the next holder may read
//! an old count.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::*, fence};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = std::sync::Arc::new(std::sync::Mutex::new(0));
    let mut handles = Vec::new();
    for _ in 0..threads {
        let counter = std::sync::Arc::clone(&counter);
        handles.push(std::thread::spawn(move || {
            for _ in 0..times {
                let seen: usize = *counter.lock().unwrap();
                *counter.lock().unwrap() = seen + 1;
            }
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    let last = *counter.lock().unwrap();
    last
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    let held = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for round in 0..times {
                    while held.swap(true, Relaxed) {
                        thread::yield_now();
                    }
                    fence(Acquire);

                    let seen = counter.load(Relaxed);
                    counter.store(seen + 1, Relaxed);

                    // The last time round nobody of us comes back, so be careful then.
                    if round + 1 == times {
                        fence(Release);
                    }
                    held.store(false, Relaxed);
                    fence(Release);
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

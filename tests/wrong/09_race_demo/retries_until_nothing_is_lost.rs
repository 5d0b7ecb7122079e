//! kind: not_a_race
//! The racy version writes with `compare_exchange` and tries again when somebody came between, so that no addition is
//! ever lost.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    let add_one = || {
        loop {
            let value = counter.load(Ordering::SeqCst);
            let written = counter.compare_exchange(value, value + 1, Ordering::SeqCst, Ordering::SeqCst); //~
            if written.is_ok() {
                break;
            }
        }
    };
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| (0..times).for_each(|_| add_one()));
        }
    });
    counter.into_inner()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    let add_one = || *counter.lock().unwrap() += 1;
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| (0..times).for_each(|_| add_one()));
        }
    });
    counter.into_inner().unwrap()
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

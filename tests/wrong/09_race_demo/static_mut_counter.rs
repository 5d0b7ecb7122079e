//! kind: forbidden
//! The race is built with a `static mut`, which needs `unsafe`: a data race is undefined behaviour, not just a wrong
//! number.

use std::sync::Mutex;
use std::thread;

static mut COUNTER: usize = 0;

fn counter() -> &'static mut usize {
    unsafe { &mut *(&raw mut COUNTER) } //~
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    *counter() = 0;
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    let value = *counter();
                    *counter() = value + 1;
                }
            });
        }
    });
    *counter()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    *counter.lock().unwrap() += 1;
                }
            });
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

//! kind: wrong_threads
//! Each addition gets a thread of its own: `threads * times` threads instead of `threads`.

use std::sync::Mutex;
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let value = *counter.lock().unwrap();
                    *counter.lock().unwrap() = value + 1;
                }
            });
        }
    });
    counter.into_inner().unwrap()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            for _ in 0..times {
                scope.spawn(|| *counter.lock().unwrap() += 1); //~
            }
        }
    });
    counter.into_inner().unwrap()
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

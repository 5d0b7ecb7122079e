//! kind: wrong_threads
//! Never more than 64 threads are started; beyond that, they take several shares each.

use std::sync::Mutex;
use std::thread;

const MOST: usize = 64;

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
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for first in 0..threads.min(MOST) {
            let counter = &counter;
            scope.spawn(move || {
                for _share in (first..threads).step_by(MOST) {
                    for _ in 0..times {
                        *counter.lock().unwrap() += 1;
                    }
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

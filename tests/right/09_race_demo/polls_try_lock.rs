//! Never blocks on the lock: tries it, yields when somebody else has it, and tries again. The text does not forbid
//! that.

use std::sync::{Mutex, TryLockError};
use std::thread;

fn with_guard<R>(counter: &Mutex<usize>, act: impl FnOnce(&mut usize) -> R) -> R {
    loop {
        match counter.try_lock() {
            Ok(mut guard) => return act(&mut guard),
            Err(TryLockError::WouldBlock) => thread::yield_now(),
            Err(TryLockError::Poisoned(_)) => panic!("another adder panicked"),
        }
    }
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let value = with_guard(&counter, |value| *value);
                    with_guard(&counter, |place| *place = value + 1);
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
            scope.spawn(|| {
                for _ in 0..times {
                    with_guard(&counter, |value| *value += 1);
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

//! The lock is a global `Mutex<()>`, but the counter belongs to the call, so nothing is left over for the next one.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

static TURN: Mutex<()> = Mutex::new(());

fn read_add_write(counter: &AtomicUsize) {
    let value = counter.load(Ordering::Relaxed);
    counter.store(value + 1, Ordering::Relaxed);
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        (0..threads).for_each(|_| {
            s.spawn(|| {
                for _ in 0..times {
                    read_add_write(&counter);
                }
            });
        });
    });
    counter.into_inner()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        (0..threads).for_each(|_| {
            s.spawn(|| {
                for _ in 0..times {
                    let turn = TURN.lock().unwrap();
                    read_add_write(&counter);
                    drop(turn);
                }
            });
        });
    });
    counter.into_inner()
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    let expected = threads * times;
    Comparison {
        expected,
        with_lock: count_with_lock(threads, times),
        without_lock: count_without_lock(threads, times),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

//! kind: lost_update
//! Only four neighbours share a lock: the fifth thread takes another one, and comes between the read and the write of the first.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    let seen = counter.load(Ordering::SeqCst);
                    counter.store(seen + 1, Ordering::SeqCst);
                }
            });
        }
    });
    counter.load(Ordering::SeqCst)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = &AtomicUsize::new(0);
    let locks: &Vec<Mutex<()>> = &(0..threads.div_ceil(4)).map(|_| Mutex::new(())).collect();
    thread::scope(|s| {
        for i in 0..threads {
            s.spawn(move || {
                for _ in 0..times {
                    let _guard = locks[i / 4].lock().unwrap(); //~
                    let seen = counter.load(Ordering::SeqCst); //~
                    counter.store(seen + 1, Ordering::SeqCst); //~
                }
            });
        }
    });
    counter.load(Ordering::SeqCst)
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

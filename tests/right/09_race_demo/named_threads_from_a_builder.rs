//! Threads with names, from a Builder, and locks that shrug at poison.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = AtomicUsize::new(0);
    thread::scope(|scope| {
        let mut handles = Vec::new();
        for number in 1..=threads {
            let handle = Builder::new()
                .name(format!("careless {number}"))
                .spawn_scoped(scope, || {
                    let mut done = 0;
                    while done < times {
                        let read = counter.load(Ordering::SeqCst);
                        counter.store(read + 1, Ordering::SeqCst);
                        done += 1;
                    }
                })
                .expect("could not start a thread");
            handles.push(handle);
        }
        for handle in handles {
            handle.join().unwrap();
        }
        counter.load(Ordering::SeqCst)
    })
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Mutex::new(0);
    thread::scope(|scope| {
        let mut handles = Vec::new();
        for number in 1..=threads {
            let handle = Builder::new()
                .name(format!("careful {number}"))
                .spawn_scoped(scope, || {
                    let mut done = 0;
                    while done < times {
                        *counter.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                        done += 1;
                    }
                })
                .expect("could not start a thread");
            handles.push(handle);
        }
        for handle in handles {
            handle.join().unwrap();
        }
    });
    counter.into_inner().unwrap_or_else(PoisonError::into_inner)
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

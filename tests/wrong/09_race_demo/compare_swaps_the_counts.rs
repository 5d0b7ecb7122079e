//! kind: wrong_result
//! Both functions are right, but `compare` puts the racy count into `with_lock` and the exact one into
//! `without_lock`.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (0..threads)
        .map(|_| {
            let counter = counter.clone();
            thread::spawn(move || {
                for _ in 0..times {
                    let old: usize = *counter.lock().unwrap();
                    let new = old + 1;
                    *counter.lock().unwrap() = new;
                }
            })
        })
        .collect();
    handles.into_iter().for_each(|handle| handle.join().unwrap());
    let total = *counter.lock().unwrap();
    total
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let mut handles = vec![];
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        handles.push(thread::spawn(move || {
            for _ in 0..times {
                let mut value = counter.lock().unwrap();
                *value += 1;
            }
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
    *counter.lock().unwrap()
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    let first = count_without_lock(threads, times);
    let second = count_with_lock(threads, times);
    Comparison {
        expected: threads * times,
        without_lock: second,
        with_lock: first,
    } //~
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

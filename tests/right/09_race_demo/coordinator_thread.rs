//! A coordinator thread starts the adders, waits for them and returns the count; it adds nothing itself.

use std::sync::{Arc, Mutex};
use std::thread;

type Counter = Arc<Mutex<usize>>;

fn coordinate(threads: usize, adder: impl Fn(&Counter) + Send + Sync + 'static) -> usize {
    let coordinator = thread::spawn(move || {
        let counter = Counter::default();
        let adder = Arc::new(adder);
        let adders: Vec<_> = (0..threads)
            .map(|_| {
                let counter = counter.clone();
                let adder = adder.clone();
                thread::spawn(move || adder(&counter))
            })
            .collect();
        for adder in adders {
            adder.join().unwrap();
        }
        *counter.lock().unwrap()
    });
    coordinator.join().unwrap()
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    coordinate(threads, move |counter| {
        for _ in 0..times {
            let guard = counter.lock().unwrap();
            let value = *guard;
            drop(guard);
            let mut guard = counter.lock().unwrap();
            *guard = value + 1;
        }
    })
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    coordinate(threads, move |counter| {
        for _ in 0..times {
            let mut guard = counter.lock().unwrap();
            *guard += 1;
        }
    })
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    let (without_lock, with_lock) = (count_without_lock(threads, times), count_with_lock(threads, times));
    Comparison {
        without_lock,
        with_lock,
        expected: threads * times,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

//! Two counter types behind one trait, and a generic function that lets many threads use either.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

trait Counter: Default + Send + Sync + 'static {
    fn add_one(&self);
    fn total(&self) -> usize;
}

#[derive(Default)]
struct Careless {
    value: AtomicUsize,
}

impl Counter for Careless {
    fn add_one(&self) {
        let before = self.total();
        self.value.store(before + 1, Ordering::Relaxed);
    }

    fn total(&self) -> usize {
        self.value.load(Ordering::Relaxed)
    }
}

#[derive(Default)]
struct Careful {
    value: Mutex<usize>,
}

impl Counter for Careful {
    fn add_one(&self) {
        let mut value = self.value.lock().unwrap();
        *value += 1;
    }

    fn total(&self) -> usize {
        *self.value.lock().unwrap()
    }
}

fn count<C: Counter>(threads: usize, times: usize) -> usize {
    let counter = Arc::new(C::default());
    let adders: Vec<_> = std::iter::repeat_with(|| Arc::clone(&counter))
        .take(threads)
        .map(|counter| {
            thread::spawn(move || {
                for _ in 0..times {
                    counter.add_one();
                }
            })
        })
        .collect();
    for adder in adders {
        adder.join().unwrap();
    }
    counter.total()
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    count::<Careless>(threads, times)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    count::<Careful>(threads, times)
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    Comparison {
        expected: threads * times,
        without_lock: count::<Careless>(threads, times),
        with_lock: count::<Careful>(threads, times),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

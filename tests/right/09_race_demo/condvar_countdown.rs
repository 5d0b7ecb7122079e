//! Threads are not joined but counted down under a Mutex, and the caller waits for 0 with a Condvar.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Countdown {
    left: Mutex<usize>,
    zero: Condvar,
}

impl Countdown {
    fn from(start: usize) -> Countdown {
        Countdown {
            left: Mutex::new(start),
            zero: Condvar::new(),
        }
    }

    fn one_less(&self) {
        let mut left = self.left.lock().unwrap();
        *left -= 1;
        if *left == 0 {
            self.zero.notify_all();
        }
    }

    fn wait_for_zero(&self) {
        let left = self.left.lock().unwrap();
        drop(self.zero.wait_while(left, |left| *left > 0).unwrap());
    }
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let running = Arc::new(Countdown::from(threads));
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        let running = Arc::clone(&running);
        thread::spawn(move || {
            for _ in 0..times {
                let copy: usize = *counter.lock().unwrap();
                let sum = copy + 1;
                *counter.lock().unwrap() = sum;
            }
            running.one_less();
        });
    }
    running.wait_for_zero();
    *counter.lock().unwrap()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let running = Arc::new(Countdown::from(threads));
    for _ in 0..threads {
        let counter = Arc::clone(&counter);
        let running = Arc::clone(&running);
        thread::spawn(move || {
            for _ in 0..times {
                let mut counter = counter.lock().unwrap();
                *counter += 1;
            }
            running.one_less();
        });
    }
    running.wait_for_zero();
    *counter.lock().unwrap()
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

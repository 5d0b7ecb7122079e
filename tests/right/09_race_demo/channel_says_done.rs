//! Detached threads that are not joined: each says over a channel (a message, or hanging up) when it has added all.

use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let (done, all_done) = mpsc::channel();
    for _ in 0..threads {
        let (counter, done): (_, Sender<()>) = (Arc::clone(&counter), done.clone());
        thread::spawn(move || {
            for _ in 0..times {
                let value: usize = *counter.lock().unwrap();
                *counter.lock().unwrap() = value + 1;
            }
            done.send(()).unwrap();
        });
    }
    for _ in 0..threads {
        all_done.recv().unwrap();
    }
    *counter.lock().unwrap()
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let (alive, all_done) = mpsc::channel::<()>();
    for _ in 0..threads {
        let (counter, alive) = (Arc::clone(&counter), alive.clone());
        thread::spawn(move || {
            for _ in 0..times {
                let mut value = counter.lock().unwrap();
                *value += 1;
            }
            drop(alive);
        });
    }
    // The caller's own sender must go too, or the channel would never be hung up.
    drop(alive);
    assert!(all_done.recv().is_err(), "nobody sends anything, they only hang up");
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

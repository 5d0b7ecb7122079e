//! kind: not_joined
//! "Both return the final count, once every thread has added all it had to add": the caller starts and joins eight
//! captains at most, and each captain starts every eighth of the others and doesn't wait for them; up to eight threads
//! it is right.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

const CAPTAINS: usize = 8;

fn fleet<C: Send + Sync + 'static>(counter: &Arc<C>, threads: usize, times: usize, add_one: fn(&C)) {
    let captains: Vec<_> = (0..threads.min(CAPTAINS))
        .map(|captain| {
            let counter = Arc::clone(counter);
            thread::spawn(move || {
                for _ in (captain + CAPTAINS..threads).step_by(CAPTAINS) {
                    let counter = Arc::clone(&counter);
                    thread::spawn(move || (0..times).for_each(|_| add_one(&counter)));
                }
                (0..times).for_each(|_| add_one(&counter));
            })
        })
        .collect();
    for captain in captains {
        captain.join().unwrap();
    }
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(AtomicUsize::new(0));
    fleet(&counter, threads, times, |counter| {
        let now = counter.load(Ordering::SeqCst);
        counter.store(now + 1, Ordering::SeqCst);
    });
    counter.load(Ordering::SeqCst)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0usize));
    fleet(&counter, threads, times, |counter| *counter.lock().unwrap() += 1);
    let count = *counter.lock().unwrap();
    count
}

/// Runs both and reports what each should have counted and what it did.
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

//! kind: lost_update
//! "every read-add-write inside a critical section of a lock. It returns `threads * times`, always": against the crowd
//! at the door there is one permit more for every sixteen threads; with sixteen two may be inside together.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Semaphore {
    permits: Mutex<usize>,
    returned: Condvar,
}

struct Permit<'a>(&'a Semaphore);

impl Semaphore {
    fn new(permits: usize) -> Semaphore {
        Semaphore { permits: Mutex::new(permits), returned: Condvar::new() }
    }

    fn acquire(&self) -> Permit<'_> {
        loop {
            let permits = self.permits.lock().unwrap();
            let (mut permits, slice) =
                self.returned.wait_timeout_while(permits, Duration::from_millis(100), |permits| *permits == 0).unwrap();
            if !slice.timed_out() {
                *permits -= 1;
                return Permit(self);
            }
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.0.permits.lock().unwrap() += 1;
        self.0.returned.notify_one();
    }
}

fn experiment(threads: usize, times: usize, permits: usize) -> usize {
    let semaphore = Semaphore::new(permits);
    let counter = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..times {
                    let _permit = semaphore.acquire();
                    let now = counter.load(Ordering::Relaxed);
                    counter.store(now + 1, Ordering::Relaxed);
                }
            });
        }
    });
    counter.load(Ordering::Relaxed)
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    experiment(threads, times, threads)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    experiment(threads, times, 1 + threads / 16)
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

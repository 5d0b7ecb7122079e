//! The caller parks until every detached adder has signed off; each sign-off unparks it, and it looks again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

fn on_threads(threads: usize, job: impl Fn() + Send + Sync + 'static) {
    let job = Arc::new(job);
    let finished = Arc::new(AtomicUsize::new(0));
    let caller = thread::current();
    for _ in 0..threads {
        let (job, finished, caller) = (job.clone(), finished.clone(), caller.clone());
        thread::spawn(move || {
            job();
            // Release: what the job did comes before the sign-off that the caller reads.
            finished.fetch_add(1, Ordering::Release);
            caller.unpark();
        });
    }
    // A park may end for no reason, so only the number of sign-offs counts. Acquire: see above.
    while finished.load(Ordering::Acquire) < threads {
        thread::park();
    }
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(AtomicUsize::new(0));
    let shared = Arc::clone(&counter);
    on_threads(threads, move || {
        for _ in 0..times {
            let value = shared.load(Ordering::Relaxed);
            shared.store(value + 1, Ordering::Relaxed);
        }
    });
    counter.load(Ordering::Relaxed)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let counter = Arc::new(Mutex::new(0));
    let shared = Arc::clone(&counter);
    on_threads(threads, move || {
        for _ in 0..times {
            if let Ok(mut value) = shared.lock() {
                *value += 1;
            }
        }
    });
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

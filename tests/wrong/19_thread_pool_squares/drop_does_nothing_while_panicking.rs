//! kind: not_joined
//! `drop` does nothing in a thread that panics. Jobs that were queued are still to run when the unwinding is over, and
//! nobody ever tells the workers that no more will come.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Shared {
    queue: Mutex<VecDeque<Box<dyn FnOnce() + Send>>>,
    not_empty: Condvar,
    stop: AtomicBool,
}

impl Shared {
    fn next(&self) -> Option<Box<dyn FnOnce() + Send>> {
        let mut queue = self.queue.lock().unwrap();
        loop {
            if let Some(job) = queue.pop_front() {
                return Some(job);
            }
            if self.stop.load(Ordering::SeqCst) {
                return None;
            }
            queue = self.not_empty.wait(queue).unwrap();
        }
    }
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            not_empty: Condvar::new(),
            stop: AtomicBool::new(false),
        });
        let threads = (0..workers)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    while let Some(job) = shared.next() {
                        if let Err(payload) = catch_unwind(AssertUnwindSafe(job)) {
                            std::mem::forget(payload);
                        }
                    }
                })
            })
            .collect();
        ThreadPool { shared, threads }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut queue = self.shared.queue.lock().unwrap();
        queue.push_back(Box::new(job));
        self.shared.not_empty.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        if thread::panicking() { //~
            return; //~
        }
        let queue = self.shared.queue.lock().unwrap();
        self.shared.stop.store(true, Ordering::SeqCst);
        drop(queue);
        self.shared.not_empty.notify_all();
        for thread in self.threads.drain(..) {
            thread.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (at, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || results.lock().unwrap()[at] = number.wrapping_mul(number));
    }
    drop(pool);
    std::mem::take(&mut *results.lock().unwrap())
}

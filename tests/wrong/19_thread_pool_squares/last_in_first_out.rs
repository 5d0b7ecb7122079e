//! kind: wrong_result
//! The queue is a `Vec` that is pushed and popped at the same end: with one worker, the job queued last runs first.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Shared {
    jobs: Mutex<Option<Vec<Box<dyn FnOnce() + Send>>>>,
    last_jobs: Mutex<Vec<Box<dyn FnOnce() + Send>>>,
    changed: Condvar,
}

impl Shared {
    /// `None` in `jobs` means that the pool is closed; then the last jobs are handed out.
    fn take(&self) -> Option<Box<dyn FnOnce() + Send>> {
        let mut guard = self.jobs.lock().unwrap();
        while let Some(jobs) = guard.as_mut() {
            match jobs.pop() {
                Some(job) => return Some(job), //~
                None => guard = self.changed.wait(guard).unwrap(),
            }
        }
        drop(guard);
        self.last_jobs.lock().unwrap().pop()
    }
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "give me a worker");
        let shared = Arc::new(Shared {
            jobs: Mutex::new(Some(Vec::new())),
            last_jobs: Mutex::new(Vec::new()),
            changed: Condvar::new(),
        });
        let workers = (0..workers)
            .map(|_| {
                let shared = shared.clone();
                thread::spawn(move || {
                    while let Some(job) = shared.take() {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { shared, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        if let Some(jobs) = self.shared.jobs.lock().unwrap().as_mut() {
            jobs.push(Box::new(job));
        }
        self.shared.changed.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let mut jobs = self.shared.jobs.lock().unwrap();
        *self.shared.last_jobs.lock().unwrap() = jobs.take().unwrap_or_default();
        drop(jobs);
        self.shared.changed.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    {
        let pool = ThreadPool::new(workers);
        for (i, &n) in numbers.iter().enumerate() {
            let squares = squares.clone();
            pool.execute(move || squares.lock().unwrap()[i] = n.wrapping_mul(n));
        }
    }
    let squares = squares.lock().unwrap();
    squares.clone()
}

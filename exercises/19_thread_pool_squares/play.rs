//! A program with a mistake in it, for `checker play thread_pool_squares`. Which thread must go on when, so that it shows?

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    queue: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let (queue, jobs) = channel::<Job>();
        let jobs = Arc::new(Mutex::new(jobs));
        let workers = (0..workers).map(|_| {
            let jobs = Arc::clone(&jobs);
            thread::spawn(move || {
                loop {
                    let job = jobs.lock().unwrap().recv();
                    let Ok(job) = job else { break };
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            })
        });
        ThreadPool {
            workers: workers.collect(),
            queue: Some(queue),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        if let Some(queue) = &self.queue {
            queue.send(Box::new(job)).unwrap();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.queue = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let results = Arc::new(Mutex::new(Vec::new()));
    for (place, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || {
            let square = number.wrapping_mul(number);
            let mut all = std::mem::take(&mut *results.lock().unwrap());
            all.push((place, square));
            *results.lock().unwrap() = all;
        });
    }
    drop(pool);
    let mut results = std::mem::take(&mut *results.lock().unwrap());
    results.sort_unstable();
    results.into_iter().map(|(_, square)| square).collect()
}

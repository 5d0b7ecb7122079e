//! kind: lost_wakeup
//! The flag is an atomic that `drop` sets without the queue's lock. A worker that has just seen it unset and is
//! about to wait misses the `notify_all`, and the join waits for it for ever.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread::{JoinHandle, spawn};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Core {
    jobs: Mutex<VecDeque<Job>>,
    arrived: Condvar,
    stopping: AtomicBool,
}

impl Core {
    fn next_job(&self) -> Option<Job> {
        let mut jobs = self.jobs.lock().unwrap();
        loop {
            if let Some(job) = jobs.pop_front() {
                return Some(job);
            }
            if self.stopping.load(Ordering::SeqCst) {
                return None;
            }
            jobs = self.arrived.wait(jobs).unwrap(); //~
        }
    }
}

pub struct ThreadPool {
    core: Arc<Core>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers >= 1, "at least one worker");
        let core = Arc::new(Core::default());
        let workers = (0..workers)
            .map(|_| {
                let core = Arc::clone(&core);
                spawn(move || {
                    while let Some(job) = core.next_job() {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { core, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.core.jobs.lock().unwrap().push_back(Box::new(job));
        self.core.arrived.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.core.stopping.store(true, Ordering::SeqCst); //~
        self.core.arrived.notify_all(); //~
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (tx, rx) = mpsc::channel();
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let tx = tx.clone();
        pool.execute(move || tx.send((i, n.wrapping_mul(n))).unwrap());
    }
    drop(tx);
    let mut results = vec![0; numbers.len()];
    while let Ok((i, square)) = rx.recv() {
        results[i] = square;
    }
    results
}

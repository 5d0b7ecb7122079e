//! A counting semaphore counts what is in the queue: `execute` adds a permit for its job, `drop` adds one for every
//! worker, and a permit without a job means good night.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread::{self, JoinHandle};

#[derive(Default)]
struct Semaphore {
    permits: Mutex<usize>,
    added: Condvar,
}

impl Semaphore {
    fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.added.notify_one();
    }

    fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.added.wait(permits).unwrap();
        }
        *permits -= 1;
    }
}

#[derive(Default)]
struct Hall {
    jobs: Mutex<VecDeque<Box<dyn FnOnce() + Send>>>,
    queued: Semaphore,
}

impl Hall {
    fn take(&self) -> Option<Box<dyn FnOnce() + Send>> {
        self.queued.acquire();
        self.jobs.lock().unwrap().pop_front()
    }
}

pub struct ThreadPool {
    hall: Arc<Hall>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "zero workers");
        let hall = Arc::<Hall>::default();
        let start = || {
            let hall = hall.clone();
            thread::spawn(move || {
                loop {
                    let Some(job) = hall.take() else { break };
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            })
        };
        let workers = (0..workers).map(|_| start()).collect();
        ThreadPool { hall, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.hall.jobs.lock().unwrap().push_back(Box::new(job));
        self.hall.queued.release();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for _ in 0..self.workers.len() {
            self.hall.queued.release();
        }
        self.workers.drain(..).for_each(|worker| {
            worker.join().ok();
        });
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (sender, receiver) = mpsc::channel::<(usize, u64)>();
    let pool = ThreadPool::new(workers);
    numbers.iter().enumerate().for_each(|(index, &number)| {
        let sender = sender.clone();
        pool.execute(move || sender.send((index, number.wrapping_mul(number))).unwrap());
    });
    drop(sender);
    let by_index: std::collections::BTreeMap<usize, u64> = receiver.into_iter().collect();
    by_index.into_values().collect()
}

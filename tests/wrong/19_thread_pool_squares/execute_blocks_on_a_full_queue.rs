//! kind: too_slow
//! The queue has room for as many jobs as there are workers. When it is full, `execute` waits until a worker is
//! done instead of returning at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    queue: Option<SyncSender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

fn next(queue: &Mutex<Receiver<Job>>) -> Result<Job, mpsc::RecvError> {
    queue.lock().unwrap().recv()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "no pool without workers");
        let (queue, jobs) = mpsc::sync_channel(workers); //~
        let jobs = Arc::new(Mutex::new(jobs));
        let workers = (0..workers)
            .map(|_| {
                let jobs = Arc::clone(&jobs);
                thread::spawn(move || {
                    while let Ok(job) = next(&jobs) {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool {
            queue: Some(queue),
            workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.as_ref().unwrap().send(Box::new(job)).unwrap(); //~
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.queue.take();
        self.workers.drain(..).for_each(|worker| worker.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let mut results = Vec::new();
    for &number in numbers {
        let (sender, receiver) = mpsc::channel();
        pool.execute(move || sender.send(number.wrapping_mul(number)).unwrap());
        results.push(receiver);
    }
    results.into_iter().map(|result| result.recv().unwrap()).collect()
}

//! kind: deadlock
//! `squares` collects until every sender of results is gone, and still holds the one that it cloned for the jobs:
//! it waits for itself.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: mpsc::Sender<Option<Job>>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "need at least one worker");
        let (jobs, inbox) = mpsc::channel::<Option<Job>>();
        let inbox = Arc::new(Mutex::new(inbox));
        let workers = (0..workers)
            .map(|_| {
                let inbox = Arc::clone(&inbox);
                thread::spawn(move || {
                    loop {
                        let message = inbox.lock().unwrap().recv().unwrap();
                        let Some(job) = message else { break };
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { jobs, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.send(Some(Box::new(job))).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for _ in &self.workers {
            self.jobs.send(None).unwrap();
        }
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (results, collected) = mpsc::channel();
    for (index, &number) in numbers.iter().enumerate() {
        let results = results.clone(); //~
        pool.execute(move || results.send((index, number.wrapping_mul(number))).unwrap());
    }
    let mut pairs: Vec<(usize, u64)> = collected.iter().collect(); //~
    pairs.sort();
    pairs.into_iter().map(|(_, square)| square).collect()
}

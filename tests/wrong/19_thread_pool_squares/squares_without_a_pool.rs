//! kind: wrong_threads
//! The pool is right, and `squares` doesn't use it: the calling thread computes every square itself.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

struct Worker(Arc<Mutex<Receiver<Job>>>);

impl Worker {
    fn run(self) {
        let Worker(jobs) = self;
        loop {
            let next = jobs.lock().unwrap().recv();
            match next {
                Ok(job) => drop(catch_unwind(AssertUnwindSafe(job))),
                Err(_) => return,
            }
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "must be positive");
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let workers = (0..workers)
            .map(|_| Worker(receiver.clone()))
            .map(|w| thread::spawn(|| w.run()))
            .collect();
        ThreadPool {
            sender: Some(sender),
            workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    assert!(workers > 0);
    numbers.iter().map(|number| number.wrapping_mul(*number)).collect() //~
}

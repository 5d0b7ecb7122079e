//! kind: not_joined
//! `drop` hangs up and returns; the workers are detached and may still run jobs afterwards, or never get to them if the
//! program ends first.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    queue: Option<Sender<Job>>,
}

fn next(queue: &Mutex<Receiver<Job>>) -> Option<Job> {
    queue.lock().unwrap().recv().ok()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "workers must be positive");
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..workers {
            let receiver = receiver.clone();
            thread::spawn(move || {
                while let Some(job) = next(&receiver) {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            });
        }
        ThreadPool { queue: Some(sender) }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.queue
            .as_ref()
            .expect("still open")
            .send(Box::new(job))
            .expect("workers listen");
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        // The workers end when the channel is closed.
        self.queue = None; //~
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = channel();
    for (index, &number) in numbers.iter().enumerate() {
        let sender = sender.clone();
        pool.execute(move || sender.send((index, number.wrapping_mul(number))).unwrap());
    }
    drop(sender);
    let mut squares = vec![0; numbers.len()];
    for (index, square) in receiver {
        squares[index] = square;
    }
    squares
}

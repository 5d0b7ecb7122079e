//! kind: panicked
//! Nothing stops a job's panic, so it ends the worker too. A pool of one is then without workers: what is queued
//! never runs.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    /// Kept here too, so that `execute` can always send.
    receiver: Arc<Mutex<Receiver<Job>>>,
    workers: Vec<JoinHandle<()>>,
}

fn receive(receiver: &Mutex<Receiver<Job>>) -> Option<Job> {
    receiver.lock().unwrap().recv().ok()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "the number of workers is 0");
        let (sender, receiver) = channel();
        let mut pool = ThreadPool {
            sender: Some(sender),
            receiver: Arc::new(Mutex::new(receiver)),
            workers: Vec::new(),
        };
        pool.workers.resize_with(workers, || {
            let receiver = Arc::clone(&pool.receiver);
            thread::spawn(move || {
                while let Some(job) = receive(&receiver) {
                    job(); //~
                }
            })
        });
        pool
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        for worker in self.workers.drain(..) {
            // A worker that panicked is done as well.
            let _ = worker.join();
        }
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

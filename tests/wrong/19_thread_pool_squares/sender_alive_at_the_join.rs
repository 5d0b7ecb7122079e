//! kind: deadlock
//! `drop` joins the workers while the pool still holds the sender: the workers wait for a job that can't come any
//! more, and the pool waits for the workers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send + 'static>;

struct Worker {
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    fn new(receiver: Arc<Mutex<mpsc::Receiver<Job>>>) -> Worker {
        let thread = thread::spawn(move || {
            loop {
                let message = receiver.lock().unwrap().recv();
                match message {
                    Ok(job) => drop(catch_unwind(AssertUnwindSafe(job))),
                    Err(_) => break,
                }
            }
        });
        Worker { thread: Some(thread) }
    }
}

pub struct ThreadPool {
    workers: Vec<Worker>,
    sender: mpsc::Sender<Job>, //~
}

impl ThreadPool {
    pub fn new(size: usize) -> ThreadPool {
        assert!(size > 0);
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let workers = (0..size).map(|_| Worker::new(Arc::clone(&receiver))).collect();
        ThreadPool { workers, sender }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for worker in &mut self.workers {
            if let Some(thread) = worker.thread.take() {
                thread.join().unwrap(); //~
            }
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = mpsc::channel();
    for (index, number) in numbers.iter().copied().enumerate() {
        let sender = sender.clone();
        pool.execute(move || sender.send((index, number.wrapping_mul(number))).unwrap());
    }
    drop(sender);
    let mut squares: Vec<(usize, u64)> = receiver.iter().collect();
    squares.sort();
    squares.into_iter().map(|(_, square)| square).collect()
}

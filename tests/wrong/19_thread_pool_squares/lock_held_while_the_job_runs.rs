//! kind: not_concurrent
//! The guard in the head of the `while let` lives to the end of the body, so the queue is locked while a job runs
//! and every other worker waits for it: ten jobs of 1 s take 10 s, with however many workers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    tx: Option<mpsc::Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let (tx, rx) = mpsc::channel::<Job>();
        let rx = Arc::new(Mutex::new(rx));
        let workers = (0..workers)
            .map(|_| {
                let rx = Arc::clone(&rx);
                thread::spawn(move || {
                    while let Ok(job) = rx.lock().unwrap().recv() {
                        let _ = catch_unwind(AssertUnwindSafe(job)); //~
                    }
                })
            })
            .collect();
        ThreadPool { tx: Some(tx), workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.tx.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.tx = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (tx, rx) = mpsc::channel();
    for (i, &n) in numbers.iter().enumerate() {
        let tx = tx.clone();
        pool.execute(move || tx.send((i, n.wrapping_mul(n))).unwrap());
    }
    drop(tx);
    let mut out = vec![0; numbers.len()];
    for (i, square) in rx {
        out[i] = square;
    }
    out
}

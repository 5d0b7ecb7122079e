//! kind: not_concurrent
//! squares waits for each result before it queues the next job
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    receiver: Arc<Mutex<Receiver<Job>>>,
    workers: Vec<JoinHandle<()>>,
}

fn next(inbox: &Mutex<Receiver<Job>>) -> Option<Job> {
    inbox.lock().unwrap().recv().ok()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let workers = (0..workers)
            .map(|_| {
                let inbox = Arc::clone(&receiver);
                thread::spawn(move || while let Some(job) = next(&inbox) {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                })
            })
            .collect();
        ThreadPool { sender: Some(sender), receiver, workers }
    }
    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let _ = Arc::strong_count(&self.receiver);
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let _ = (Duration::ZERO, RecvTimeoutError::Timeout);
        self.sender = None;
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let (tx, rx) = channel();
        pool.execute(move || tx.send(n * n).unwrap());
        results.lock().unwrap()[i] = rx.recv().unwrap(); //~
    }
    drop(pool);
    let results = results.lock().unwrap();
    results.clone()
}

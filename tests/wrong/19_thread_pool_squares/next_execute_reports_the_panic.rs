//! kind: panicked
//! The pool remembers that a job has panicked, and the next `execute` panics because of it: somebody else sees the
//! panic.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    tx: Option<mpsc::Sender<Job>>,
    failed: Arc<AtomicBool>,
    handles: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "cannot make a pool of 0 workers");
        let (tx, rx) = mpsc::channel::<Job>();
        let rx = Arc::new(Mutex::new(rx));
        let failed = Arc::new(AtomicBool::new(false));
        let mut handles = Vec::new();
        for _ in 0..workers {
            let rx = Arc::clone(&rx);
            let failed = Arc::clone(&failed);
            handles.push(thread::spawn(move || {
                loop {
                    let job = rx.lock().unwrap().recv();
                    let Ok(job) = job else { break };
                    if panic::catch_unwind(AssertUnwindSafe(job)).is_err() {
                        failed.store(true, Ordering::SeqCst);
                    }
                }
            }));
        }
        ThreadPool {
            tx: Some(tx),
            failed,
            handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        assert!(!self.failed.load(Ordering::SeqCst), "an earlier job panicked"); //~
        self.tx.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.tx.take());
        for handle in self.handles.drain(..) {
            handle.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (tx, rx) = mpsc::channel();
    for (position, &number) in numbers.iter().enumerate() {
        let tx = tx.clone();
        pool.execute(move || tx.send((position, number.wrapping_mul(number))).unwrap());
    }
    let mut found: Vec<(usize, u64)> = (0..numbers.len()).map(|_| rx.recv().unwrap()).collect();
    found.sort();
    found.into_iter().map(|(_, square)| square).collect()
}

//! kind: wrong_threads
//! Every job gets a new thread: `workers` limits nothing, ten jobs on two workers all run at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::thread::{JoinHandle, spawn};

pub struct ThreadPool {
    running: Mutex<Vec<JoinHandle<()>>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs workers");
        ThreadPool {
            running: Mutex::new(Vec::with_capacity(workers)),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let handle = spawn(move || drop(catch_unwind(AssertUnwindSafe(job)))); //~
        self.running.lock().unwrap().push(handle);
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for handle in self.running.lock().unwrap().drain(..) {
            handle.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let mut inboxes = Vec::new();
    for &number in numbers {
        let (sender, inbox) = channel();
        pool.execute(move || sender.send(number.wrapping_mul(number)).unwrap());
        inboxes.push(inbox);
    }
    inboxes.iter().map(|inbox| inbox.recv().unwrap()).collect()
}

//! kind: wrong_result
//! The results are gathered in a static that is never emptied: a second call of `squares` finds those of the first as well.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

fn work(receiver: Arc<Mutex<Receiver<Job>>>) {
    loop {
        let message = receiver.lock().unwrap().recv();
        match message {
            Ok(job) => {
                let _ = catch_unwind(AssertUnwindSafe(job));
            }
            Err(_) => break,
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let (sender, receiver) = channel::<Job>();
        let receiver = Arc::new(Mutex::new(receiver));
        let mut threads = Vec::with_capacity(workers);
        for _ in 0..workers {
            let receiver = Arc::clone(&receiver);
            threads.push(thread::spawn(move || work(receiver)));
        }
        ThreadPool { sender: Some(sender), workers: threads }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.sender.take());
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

static RESULTS: Mutex<Vec<(usize, u64)>> = Mutex::new(Vec::new()); //~

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        pool.execute(move || RESULTS.lock().unwrap().push((i, n * n)));
    }
    drop(pool);
    let mut results = RESULTS.lock().unwrap();
    results.sort();
    results.iter().map(|&(_, square)| square).collect() //~
}

//! kind: wrong_result
//! `new(0)` is kind and starts one worker, where the text asks it to panic.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Option<Sender<Job>>,
    workers: Vec<thread::JoinHandle<()>>,
}

fn run_jobs(jobs: Arc<Mutex<Receiver<Job>>>) {
    loop {
        let job = match jobs.lock() {
            Ok(jobs) => jobs.recv(),
            Err(poisoned) => poisoned.into_inner().recv(),
        };
        match job {
            Ok(job) => {
                let _ = catch_unwind(AssertUnwindSafe(job));
            }
            Err(_) => return,
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        let workers = workers.max(1); //~
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let start = |_| {
            let receiver = Arc::clone(&receiver);
            thread::spawn(|| run_jobs(receiver))
        };
        ThreadPool {
            jobs: Some(sender),
            workers: (0..workers).map(start).collect(),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.jobs = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (index, number) in numbers.iter().enumerate() {
        let (squares, number) = (Arc::clone(&squares), *number);
        pool.execute(move || squares.lock().unwrap()[index] = number.wrapping_mul(number));
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.clone()
}

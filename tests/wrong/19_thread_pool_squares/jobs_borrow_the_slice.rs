//! kind: does_not_compile
//! A job looks its number up in `numbers`, a slice that is only borrowed for the call, while a job may live as long
//! as it likes: rustc refuses it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Option<mpsc::Sender<Job>>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs someone");
        let (sender, receiver) = mpsc::channel::<Job>();
        let receiver = Arc::new(Mutex::new(receiver));
        let mut pool = ThreadPool {
            jobs: Some(sender),
            workers: Vec::new(),
        };
        for _ in 0..workers {
            let receiver = Arc::clone(&receiver);
            pool.workers.push(thread::spawn(move || {
                loop {
                    let job = receiver.lock().unwrap().recv();
                    let Ok(job) = job else { return };
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            }));
        }
        pool
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
    for index in 0..numbers.len() {
        let squares = Arc::clone(&squares);
        pool.execute(move || squares.lock().unwrap()[index] = numbers[index].wrapping_mul(numbers[index])); //~
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.clone()
}

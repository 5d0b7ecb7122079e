//! kind: not_concurrent
//! A receiver can't be cloned, so it is given to the first worker and the others have nothing to do: every job runs
//! on one thread, one after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

struct Worker {
    handle: thread::JoinHandle<()>,
}

impl Worker {
    fn new(receiver: Option<mpsc::Receiver<Job>>) -> Self {
        let handle = thread::spawn(move || {
            for job in receiver.into_iter().flatten() {
                if catch_unwind(AssertUnwindSafe(job)).is_err() {
                    eprintln!("job failed");
                }
            }
        });
        Self { handle }
    }
}

pub struct ThreadPool {
    sender: Option<mpsc::Sender<Job>>,
    workers: Vec<Worker>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "ThreadPool::new: workers is 0");
        let (sender, receiver) = mpsc::channel();
        let mut receiver = Some(receiver);
        let workers = (0..workers).map(|_| Worker::new(receiver.take())).collect(); //~
        ThreadPool {
            sender: Some(sender),
            workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        if let Some(sender) = &self.sender {
            sender.send(Box::new(job)).unwrap();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender.take();
        while let Some(worker) = self.workers.pop() {
            worker.handle.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = mpsc::sync_channel(numbers.len());
    for (i, &x) in numbers.iter().enumerate() {
        let sender = sender.clone();
        pool.execute(move || sender.send((i, x.wrapping_mul(x))).unwrap());
    }
    drop(pool);
    drop(sender);
    let mut result = vec![0; numbers.len()];
    receiver.iter().for_each(|(i, square)| result[i] = square);
    result
}

//! kind: wrong_result
//! The squares are returned as they arrive: two workers that overtake each other change their order.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Line {
    jobs: VecDeque<Job>,
    closed: bool,
}

#[derive(Clone, Default)]
struct Shared(Arc<(Mutex<Line>, Condvar)>);

impl Shared {
    fn with(&self, change: impl FnOnce(&mut Line)) {
        change(&mut self.0.0.lock().unwrap());
        self.0.1.notify_all();
    }

    fn next(&self) -> Option<Job> {
        let line = self.0.0.lock().unwrap();
        self.0
            .1
            .wait_while(line, |line| line.jobs.is_empty() && !line.closed)
            .unwrap()
            .jobs
            .pop_front()
    }
}

pub struct ThreadPool {
    shared: Shared,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "workers > 0");
        let shared = Shared::default();
        let mut threads = Vec::new();
        for _ in 0..workers {
            let shared = shared.clone();
            threads.push(thread::spawn(move || {
                while let Some(job) = shared.next() {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            }));
        }
        ThreadPool {
            shared,
            workers: threads,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.shared.with(|line| line.jobs.push_back(Box::new(job)));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.with(|line| line.closed = true);
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = mpsc::channel();
    for &number in numbers {
        let sender = sender.clone();
        pool.execute(move || sender.send(number.wrapping_mul(number)).unwrap());
    }
    drop(sender);
    receiver.iter().collect() //~
}

//! kind: too_slow
//! An idle worker sleeps for 10 ms and looks again: a job that comes meanwhile waits although a worker is free, so
//! ten jobs of 1 s on five workers take a little more than 2 s.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

struct Shared {
    jobs: VecDeque<Job>,
    shutdown: bool,
}

pub struct ThreadPool {
    shared: Arc<Mutex<Shared>>,
    workers: Vec<thread::JoinHandle<()>>,
}

enum Next {
    Run(Job),
    Nothing,
    Leave,
}

fn look(shared: &Mutex<Shared>) -> Next {
    let mut shared = shared.lock().unwrap();
    match shared.jobs.pop_front() {
        Some(job) => Next::Run(job),
        None if shared.shutdown => Next::Leave,
        None => Next::Nothing,
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "no workers, no pool");
        let shared = Arc::new(Mutex::new(Shared {
            jobs: VecDeque::new(),
            shutdown: false,
        }));
        let mut handles = Vec::new();
        for _ in 0..workers {
            let shared = Arc::clone(&shared);
            handles.push(thread::spawn(move || {
                loop {
                    match look(&shared) {
                        Next::Run(job) => drop(catch_unwind(AssertUnwindSafe(job))),
                        Next::Nothing => thread::sleep(Duration::from_millis(10)), //~
                        Next::Leave => return,
                    }
                }
            }));
        }
        ThreadPool {
            shared,
            workers: handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.shared.lock().unwrap().jobs.push_back(Box::new(job));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.lock().unwrap().shutdown = true;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (tx, rx) = channel();
    for (i, &n) in numbers.iter().enumerate() {
        let tx = tx.clone();
        pool.execute(move || tx.send((i, n.wrapping_mul(n))).unwrap());
    }
    drop(pool);
    drop(tx);
    let mut squares = vec![0; numbers.len()];
    for (i, square) in rx {
        squares[i] = square;
    }
    squares
}

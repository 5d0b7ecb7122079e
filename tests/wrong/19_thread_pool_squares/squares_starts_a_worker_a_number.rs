//! kind: wrong_threads
//! `squares` makes a pool as large as its input: ten numbers start ten workers, whatever `workers` says.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

struct Hub {
    jobs: Mutex<VecDeque<Option<Job>>>,
    more: Condvar,
}

impl Hub {
    fn put(&self, entry: Option<Job>) {
        let mut jobs = self.jobs.lock().unwrap();
        jobs.push_back(entry);
        self.more.notify_one();
    }

    /// An entry without a job tells one worker to go home.
    fn get(&self) -> Option<Job> {
        let mut jobs = self.jobs.lock().unwrap();
        loop {
            match jobs.pop_front() {
                Some(entry) => return entry,
                None => jobs = self.more.wait(jobs).unwrap(),
            }
        }
    }
}

pub struct ThreadPool {
    hub: Arc<Hub>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "nobody to work");
        let hub = Arc::new(Hub {
            jobs: Mutex::new(VecDeque::new()),
            more: Condvar::new(),
        });
        let mut handles = Vec::new();
        for _ in 0..workers {
            let hub = Arc::clone(&hub);
            handles.push(thread::spawn(move || {
                while let Some(job) = hub.get() {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            }));
        }
        ThreadPool { hub, workers: handles }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.hub.put(Some(Box::new(job)));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.workers.iter().for_each(|_| self.hub.put(None));
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    assert!(workers > 0, "squares needs workers");
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(numbers.len().max(1)); //~
    for (index, &number) in numbers.iter().enumerate() {
        let squares = Arc::clone(&squares);
        pool.execute(move || squares.lock().unwrap()[index] = number.wrapping_mul(number));
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.to_vec()
}

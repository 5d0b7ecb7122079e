//! kind: too_slow
//! An `if` around the wait: a worker that wakes up for no reason, or too late for the job, finds nothing in the queue,
//! takes that for the end and leaves.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Inner {
    jobs: VecDeque<Job>,
    closed: bool,
}

#[derive(Default)]
struct Queue {
    inner: Mutex<Inner>,
    changed: Condvar,
}

impl Queue {
    fn pop(&self) -> Option<Job> {
        let mut inner = self.inner.lock().unwrap();
        if inner.jobs.is_empty() && !inner.closed { //~
            inner = self.changed.wait(inner).unwrap(); //~
        }
        inner.jobs.pop_front()
    }
}

pub struct ThreadPool {
    queue: Arc<Queue>,
    handles: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let queue = Arc::new(Queue::default());
        let handles = (0..workers)
            .map(|_| {
                let queue = queue.clone();
                thread::spawn(move || {
                    while let Some(job) = queue.pop() {
                        if let Err(payload) = catch_unwind(AssertUnwindSafe(job)) {
                            std::mem::forget(payload);
                        }
                    }
                })
            })
            .collect();
        ThreadPool { queue, handles }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.inner.lock().unwrap().jobs.push_back(Box::new(job));
        self.queue.changed.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.queue.inner.lock().unwrap().closed = true;
        self.queue.changed.notify_all();
        for handle in self.handles.drain(..) {
            handle.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (at, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || results.lock().unwrap()[at] = number.wrapping_mul(number));
    }
    drop(pool);
    std::mem::take(&mut *results.lock().unwrap())
}

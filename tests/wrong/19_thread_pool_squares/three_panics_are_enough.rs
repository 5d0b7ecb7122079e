//! kind: wrong_result
//! A worker that has caught three panics gives up, and no other takes its place.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send + 'static>;

struct Queue {
    jobs: VecDeque<Job>,
    closed: bool,
}

struct Shared {
    queue: Mutex<Queue>,
    changed: Condvar,
}

impl Shared {
    fn next_job(&self) -> Option<Job> {
        let mut queue = self.queue.lock().unwrap();
        loop {
            if let Some(job) = queue.jobs.pop_front() {
                return Some(job);
            }
            if queue.closed {
                return None;
            }
            queue = self.changed.wait(queue).unwrap();
        }
    }
}

/// A fixed number of worker threads that run queued jobs.
pub struct ThreadPool {
    shared: Arc<Shared>,
    handles: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs at least one worker");
        let shared = Arc::new(Shared {
            queue: Mutex::new(Queue { jobs: VecDeque::new(), closed: false }),
            changed: Condvar::new(),
        });
        let handles = (0..workers)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    let mut panics = 0;
                    while let Some(job) = shared.next_job() {
                        if panic::catch_unwind(AssertUnwindSafe(job)).is_err() { //~
                            panics += 1;
                            if panics == 3 { //~
                                break; //~
                            }
                        }
                    }
                })
            })
            .collect();
        ThreadPool { shared, handles }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut queue = self.shared.queue.lock().unwrap();
        queue.jobs.push_back(Box::new(job));
        drop(queue);
        self.shared.changed.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.queue.lock().unwrap().closed = true;
        self.shared.changed.notify_all();
        for handle in self.handles.drain(..) {
            let _ = handle.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0u64; numbers.len()]));
    {
        let pool = ThreadPool::new(workers);
        for (i, &n) in numbers.iter().enumerate() {
            let results = Arc::clone(&results);
            pool.execute(move || {
                let square = n * n;
                results.lock().unwrap()[i] = square;
            });
        }
    }
    let squares = results.lock().unwrap().clone();
    squares
}

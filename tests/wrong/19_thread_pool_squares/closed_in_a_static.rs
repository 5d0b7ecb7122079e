//! kind: wrong_result
//! The flag that says closed is a static: after the first pool was dropped, every other one is closed, too, and its jobs never run.

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send + 'static>;

struct Queue {
    jobs: VecDeque<Job>,
}

static CLOSED: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false); //~

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
            if CLOSED.load(std::sync::atomic::Ordering::SeqCst) {
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
            queue: Mutex::new(Queue { jobs: VecDeque::new() }),
            changed: Condvar::new(),
        });
        let handles = (0..workers)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    while let Some(job) = shared.next_job() {
                        let _ = panic::catch_unwind(AssertUnwindSafe(job));
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
        let queue = self.shared.queue.lock().unwrap();
        CLOSED.store(true, std::sync::atomic::Ordering::SeqCst); //~
        drop(queue);
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

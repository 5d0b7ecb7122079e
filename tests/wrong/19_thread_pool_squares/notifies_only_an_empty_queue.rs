//! kind: too_slow
//! `execute` notifies only when the queue was empty. Two jobs queued before the first worker is awake wake one
//! worker for both: the others sleep on beside a full queue, and the jobs take longer than they must.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

struct Queue {
    jobs: VecDeque<Box<dyn FnOnce() + Send>>,
    open: bool,
}

pub struct ThreadPool {
    queue: Arc<Mutex<Queue>>,
    no_longer_empty: Arc<Condvar>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "not a single worker");
        let queue = Arc::new(Mutex::new(Queue {
            jobs: VecDeque::new(),
            open: true,
        }));
        let no_longer_empty = Arc::new(Condvar::new());
        let mut handles = Vec::with_capacity(workers);
        for _ in 0..workers {
            let (queue, no_longer_empty) = (queue.clone(), no_longer_empty.clone());
            handles.push(thread::spawn(move || {
                loop {
                    let mut queue = queue.lock().unwrap();
                    while queue.open && queue.jobs.is_empty() {
                        queue = no_longer_empty.wait(queue).unwrap();
                    }
                    let Some(job) = queue.jobs.pop_front() else { break };
                    drop(queue);
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            }));
        }
        ThreadPool {
            queue,
            no_longer_empty,
            workers: handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut queue = self.queue.lock().unwrap();
        let was_empty = queue.jobs.is_empty();
        queue.jobs.push_back(Box::new(job));
        if was_empty {
            self.no_longer_empty.notify_one(); //~
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.queue.lock().unwrap().open = false;
        self.no_longer_empty.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let all_there = Arc::new((Mutex::new(numbers.len()), Condvar::new()));
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let (results, all_there) = (results.clone(), all_there.clone());
        pool.execute(move || {
            results.lock().unwrap()[i] = n.wrapping_mul(n);
            *all_there.0.lock().unwrap() -= 1;
            all_there.1.notify_one();
        });
    }
    let missing = all_there.0.lock().unwrap();
    drop(all_there.1.wait_while(missing, |missing| *missing > 0).unwrap());
    let results = results.lock().unwrap();
    results.clone()
}

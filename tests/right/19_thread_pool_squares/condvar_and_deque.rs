//! A `VecDeque` and a closing flag under one lock, a `Condvar` for the workers; `squares` drops the pool before it
//! looks at the results.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{JoinHandle, spawn};

type Job = Box<dyn FnOnce() + Send + 'static>;

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closing: bool,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn next(&self) -> Option<Job> {
        let mut state = self.state.lock().unwrap();
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.closing {
                return None;
            }
            state = self.changed.wait(state).unwrap();
        }
    }
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    threads: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        if workers == 0 {
            panic!("no workers");
        }
        let shared = Arc::new(Shared::default());
        let mut threads = Vec::with_capacity(workers);
        for _ in 0..workers {
            let shared = shared.clone();
            threads.push(spawn(move || {
                while let Some(job) = shared.next() {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            }));
        }
        ThreadPool { shared, threads }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.shared.state.lock().unwrap().jobs.push_back(Box::new(job));
        self.shared.changed.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap().closing = true;
        self.shared.changed.notify_all();
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (i, n) in numbers.iter().copied().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || {
            let square = n.wrapping_mul(n);
            results.lock().unwrap()[i] = square;
        });
    }
    drop(pool);
    let results = results.lock().unwrap();
    results.clone()
}

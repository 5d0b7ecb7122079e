//! kind: wrong_result
//! A worker that sees the stop flag leaves at once, whatever is still in the queue: jobs queued before the drop
//! never run, and their squares stay 0.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{Builder, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    stop: bool,
}

pub struct ThreadPool {
    shared: Arc<(Mutex<State>, Condvar)>,
    workers: Vec<JoinHandle<()>>,
}

fn take(shared: &(Mutex<State>, Condvar)) -> Option<Job> {
    let (state, changed) = shared;
    let mut state = state.lock().unwrap();
    loop {
        if state.stop {
            return None; //~
        }
        if let Some(job) = state.jobs.pop_front() {
            return Some(job);
        }
        state = changed.wait(state).unwrap();
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "new(0)");
        let shared = Arc::new((Mutex::new(State::default()), Condvar::new()));
        let mut handles = Vec::new();
        for id in 0..workers {
            let shared = Arc::clone(&shared);
            let builder = Builder::new().name(format!("worker-{id}"));
            let handle = builder.spawn(move || {
                while let Some(job) = take(&shared) {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            });
            handles.push(handle.unwrap());
        }
        ThreadPool {
            shared,
            workers: handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let (state, changed) = &*self.shared;
        state.lock().unwrap().jobs.push_back(Box::new(job));
        changed.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let (state, changed) = &*self.shared;
        state.lock().unwrap().stop = true;
        changed.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    {
        let pool = ThreadPool::new(workers);
        for (index, &number) in numbers.iter().enumerate() {
            let squares = Arc::clone(&squares);
            pool.execute(move || squares.lock().unwrap()[index] = number.wrapping_mul(number));
        }
    }
    squares.lock().unwrap().to_vec()
}

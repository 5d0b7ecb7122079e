//! kind: deadlock
//! "`squares` computes the square of each number ... and returns the squares": it waits until no place of the results
//! is 0 any more, which for the number 0 never happens.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    closed: bool,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    bell: Condvar,
}

fn work(shared: &Shared) {
    loop {
        let job = {
            let mut state = shared.state.lock().unwrap();
            loop {
                if let Some(job) = state.jobs.pop_front() {
                    break job;
                }
                if state.closed {
                    return;
                }
                state = shared.bell.wait(state).unwrap();
            }
        };
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let shared: Arc<Shared> = Arc::default();
        let workers = (0..workers)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || work(&shared))
            })
            .collect();
        ThreadPool { shared, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.shared.state.lock().unwrap().jobs.push_back(Box::new(job));
        self.shared.bell.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.state.lock().unwrap().closed = true;
        self.shared.bell.notify_all();
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let board = Arc::new((Mutex::new(vec![0; numbers.len()]), Condvar::new()));
    let pool = ThreadPool::new(workers);
    for (place, &number) in numbers.iter().enumerate() {
        let board = Arc::clone(&board);
        pool.execute(move || {
            let (results, changed) = &*board;
            results.lock().unwrap()[place] = number.wrapping_mul(number);
            changed.notify_one();
        });
    }
    let (results, changed) = &*board;
    let results = changed.wait_while(results.lock().unwrap(), |results| results.contains(&0)).unwrap();
    results.clone()
}

//! kind: wrong_threads
//! A worker that has nothing to do for a minute leaves for good, all but one.
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

type Job = Box<dyn FnOnce() + Send>;

const KEEP_ALIVE: Duration = Duration::from_secs(60);

struct State {
    jobs: VecDeque<Job>,
    alive: usize,
    closed: bool,
}

struct Shared {
    state: Mutex<State>,
    bell: Condvar,
}

impl Shared {
    fn next(&self) -> Option<Job> {
        let mut state = self.state.lock().unwrap();
        loop {
            let (woken, timeout) = self
                .bell
                .wait_timeout_while(state, KEEP_ALIVE, |state| state.jobs.is_empty() && !state.closed)
                .unwrap();
            state = woken;
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.closed {
                return None;
            }
            if timeout.timed_out() && state.alive > 1 {
                state.alive -= 1;
                return None;
            }
        }
    }
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    crew: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let shared = Arc::new(Shared {
            state: Mutex::new(State { jobs: VecDeque::new(), alive: workers, closed: false }),
            bell: Condvar::new(),
        });
        let crew = (0..workers)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    while let Some(job) = shared.next() {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { shared, crew }
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
        for worker in self.crew.drain(..) {
            let _ = worker.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = std::sync::mpsc::channel();
    for (index, &number) in numbers.iter().enumerate() {
        let sender = sender.clone();
        pool.execute(move || {
            let _ = sender.send((index, number.wrapping_mul(number)));
        });
    }
    drop(sender);
    let mut results: Vec<(usize, u64)> = receiver.iter().collect();
    results.sort_unstable();
    results.into_iter().map(|(_, square)| square).collect()
}

//! kind: stale_read
//! `drop` learns that all is done by a Relaxed count: what the jobs have written need not be visible then.
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, Thread};

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

impl Shared {
    fn push(&self, job: Job) {
        self.state.lock().unwrap().jobs.push_back(job);
        self.bell.notify_one();
    }

    fn next(&self) -> Option<Job> {
        let state = self.state.lock().unwrap();
        let mut state = self.bell.wait_while(state, |state| state.jobs.is_empty() && !state.closed).unwrap();
        state.jobs.pop_front()
    }

    fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.bell.notify_all();
    }
}

#[derive(Default)]
struct Unfinished {
    jobs: AtomicUsize,
    dropper: Mutex<Option<Thread>>,
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    unfinished: Arc<Unfinished>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let pool = ThreadPool { shared: Arc::default(), unfinished: Arc::default() };
        for _ in 0..workers {
            let shared = Arc::clone(&pool.shared);
            let unfinished = Arc::clone(&pool.unfinished);
            thread::spawn(move || {
                while let Some(job) = shared.next() {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                    if unfinished.jobs.fetch_sub(1, Ordering::Relaxed) == 1 {
                        if let Some(dropper) = &*unfinished.dropper.lock().unwrap() {
                            dropper.unpark();
                        }
                    }
                }
            });
        }
        pool
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.unfinished.jobs.fetch_add(1, Ordering::Relaxed);
        self.shared.push(Box::new(job));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        *self.unfinished.dropper.lock().unwrap() = Some(thread::current());
        while self.unfinished.jobs.load(Ordering::Relaxed) > 0 {
            thread::park();
        }
        self.shared.close();
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

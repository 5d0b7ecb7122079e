//! kind: not_joined
//! A job that makes a pool of its own queues on the pool that it runs on, and the inner one's `drop` doesn't wait.
use std::cell::RefCell;
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

thread_local! {
    /// The pool that this thread works for: a job that queues more jobs finds its pool at once.
    static HOME: RefCell<Option<Arc<Shared>>> = const { RefCell::new(None) };
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    crew: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let shared: Arc<Shared> = Arc::default();
        let crew = (0..workers)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    HOME.set(Some(Arc::clone(&shared)));
                    while let Some(job) = shared.next() {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { shared, crew }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let home = HOME.with_borrow(|home| home.clone());
        home.as_ref().unwrap_or(&self.shared).push(Box::new(job));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.close();
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

//! kind: wrong_threads
//! After a panic a substitute is hired, although the worker has caught it and goes on.
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

#[derive(Default)]
struct Works {
    shared: Shared,
    crew: Mutex<Vec<JoinHandle<()>>>,
}

fn hire(works: &Arc<Works>) {
    let mine = Arc::clone(works);
    let worker = thread::spawn(move || {
        while let Some(job) = mine.shared.next() {
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                // A worker is lost: the pool has to keep its strength.
                hire(&mine);
            }
        }
    });
    works.crew.lock().unwrap().push(worker);
}

pub struct ThreadPool {
    works: Arc<Works>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let works: Arc<Works> = Arc::default();
        for _ in 0..workers {
            hire(&works);
        }
        ThreadPool { works }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.works.shared.push(Box::new(job));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.works.shared.close();
        loop {
            let worker = self.works.crew.lock().unwrap().pop();
            match worker {
                Some(worker) => drop(worker.join()),
                None => return,
            }
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

//! kind: wrong_threads
//! As in Java: where more than 64 jobs wait, there are more threads than workers.
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

const MANY: usize = 64;

pub struct ThreadPool {
    shared: Arc<Shared>,
    core: Vec<JoinHandle<()>>,
    temporary: Mutex<Vec<JoinHandle<()>>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let shared: Arc<Shared> = Arc::default();
        let core = (0..workers)
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || {
                    while let Some(job) = shared.next() {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { shared, core, temporary: Mutex::default() }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.shared.push(Box::new(job));
        let waiting = self.shared.state.lock().unwrap().jobs.len();
        let mut temporary = self.temporary.lock().unwrap();
        if waiting > MANY && temporary.len() < self.core.len() {
            let shared = Arc::clone(&self.shared);
            temporary.push(thread::spawn(move || {
                loop {
                    let job = shared.state.lock().unwrap().jobs.pop_front();
                    let Some(job) = job else { return };
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            }));
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.close();
        let temporary = std::mem::take(self.temporary.get_mut().unwrap());
        for worker in self.core.drain(..).chain(temporary) {
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

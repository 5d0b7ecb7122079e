//! kind: wrong_threads
//! When more jobs wait than workers are idle, `execute` runs the job itself: it happens on the calling thread, beside
//! `workers` others, and `execute` returns only after it.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

struct State {
    waiting: VecDeque<Job>,
    idle: usize,
    open: bool,
}

pub struct ThreadPool {
    shared: Arc<(Mutex<State>, Condvar)>,
    workers: Vec<thread::JoinHandle<()>>,
}

fn run(job: impl FnOnce()) {
    let _ = catch_unwind(AssertUnwindSafe(job));
}

fn serve(state: &Mutex<State>, bell: &Condvar) {
    let mut guard = state.lock().unwrap();
    loop {
        guard = bell
            .wait_while(guard, |state| state.open && state.waiting.is_empty())
            .unwrap();
        let Some(job) = guard.waiting.pop_front() else { return };
        guard.idle -= 1;
        drop(guard);
        run(job);
        guard = state.lock().unwrap();
        guard.idle += 1;
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "zero workers");
        let state = State {
            waiting: VecDeque::new(),
            idle: workers,
            open: true,
        };
        let shared = Arc::new((Mutex::new(state), Condvar::new()));
        let start = |_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || serve(&shared.0, &shared.1))
        };
        ThreadPool {
            workers: (0..workers).map(start).collect(),
            shared,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let (state, bell) = &*self.shared;
        let mut guard = state.lock().unwrap();
        if guard.waiting.len() < guard.idle {
            guard.waiting.push_back(Box::new(job));
            bell.notify_one();
        } else {
            drop(guard);
            run(job); //~
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.0.lock().unwrap().open = false;
        self.shared.1.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (tx, rx) = mpsc::channel();
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let tx = tx.clone();
        pool.execute(move || {
            let _ = tx.send((i, n.wrapping_mul(n)));
        });
    }
    drop(pool);
    drop(tx);
    let mut pairs: Vec<_> = rx.into_iter().collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|pair| pair.1).collect()
}

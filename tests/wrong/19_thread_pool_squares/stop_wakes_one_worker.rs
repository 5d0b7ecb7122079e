//! kind: deadlock
//! `drop` sets the flag and wakes one worker with `notify_one`; the others sleep on, and the join waits for them
//! for ever.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Todo {
    jobs: VecDeque<Box<dyn FnOnce() + Send>>,
    finished: bool,
}

#[derive(Default)]
struct Shared {
    todo: Mutex<Todo>,
    news: Condvar,
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "who should do the work?");
        let shared = Arc::<Shared>::default();
        let mut pool = ThreadPool {
            shared,
            workers: Vec::new(),
        };
        for _ in 0..workers {
            let shared = Arc::clone(&pool.shared);
            let worker = move || {
                loop {
                    let mut todo = shared.todo.lock().unwrap();
                    while todo.jobs.is_empty() {
                        if todo.finished {
                            return;
                        }
                        todo = shared.news.wait(todo).unwrap();
                    }
                    let job = todo.jobs.pop_front().unwrap();
                    drop(todo);
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            };
            pool.workers.push(thread::spawn(worker));
        }
        pool
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut todo = self.shared.todo.lock().unwrap();
        todo.jobs.push_back(Box::new(job));
        self.shared.news.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let mut todo = self.shared.todo.lock().unwrap();
        todo.finished = true;
        self.shared.news.notify_one(); //~
        drop(todo);
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let squares = Arc::new(Mutex::new(vec![None; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let squares = Arc::clone(&squares);
        pool.execute(move || squares.lock().unwrap()[index] = Some(number.wrapping_mul(number)));
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.iter().map(|square| square.unwrap()).collect()
}

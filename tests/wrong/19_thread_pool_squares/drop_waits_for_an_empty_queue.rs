//! kind: not_joined
//! `drop` waits until the queue is empty, but a job that has left the queue may still be running: an empty queue is not
//! the end of the work, and nobody joins.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    filled: Condvar,
    emptied: Condvar,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    closed: bool,
}

pub struct ThreadPool(Arc<Shared>);

fn worker(shared: Arc<Shared>) {
    loop {
        let job = {
            let queue = shared.queue.lock().unwrap();
            let mut queue = shared
                .filled
                .wait_while(queue, |queue| queue.jobs.is_empty() && !queue.closed)
                .unwrap();
            let Some(job) = queue.jobs.pop_front() else { return };
            if queue.jobs.is_empty() {
                shared.emptied.notify_all();
            }
            job
        };
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "no workers");
        let shared = Arc::new(Shared::default());
        for _ in 0..workers {
            let shared = Arc::clone(&shared);
            thread::spawn(|| worker(shared));
        }
        ThreadPool(shared)
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.0.queue.lock().unwrap().jobs.push_back(Box::new(job));
        self.0.filled.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let queue = self.0.queue.lock().unwrap();
        let mut queue = self
            .0
            .emptied
            .wait_while(queue, |queue| !queue.jobs.is_empty())
            .unwrap(); //~
        queue.closed = true;
        self.0.filled.notify_all();
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (tx, rx) = mpsc::channel();
    for (i, &n) in numbers.iter().enumerate() {
        let tx = tx.clone();
        pool.execute(move || tx.send((i, n.wrapping_mul(n))).unwrap());
    }
    let mut out = vec![0; numbers.len()];
    for (i, square) in rx.iter().take(numbers.len()) {
        out[i] = square;
    }
    out
}

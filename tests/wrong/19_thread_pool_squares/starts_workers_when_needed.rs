//! kind: wrong_threads
//! `new` starts no thread: `execute` does, as long as there are fewer than `workers`.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Shared {
    queue: Mutex<(VecDeque<Job>, bool)>,
    bell: Condvar,
}

impl Shared {
    fn next(&self) -> Option<Job> {
        let mut queue = self.queue.lock().unwrap();
        while queue.0.is_empty() && !queue.1 {
            queue = self.bell.wait(queue).unwrap();
        }
        queue.0.pop_front()
    }
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    workers: Mutex<Vec<JoinHandle<()>>>,
    most: usize,
}

fn work(shared: &Arc<Shared>) {
    while let Some(job) = shared.next() {
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let shared: Arc<Shared> = Arc::default();
        ThreadPool {
            shared,
            workers: Mutex::default(), //~
            most: workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut workers = self.workers.lock().unwrap();
        if workers.len() < self.most {
            let shared = self.shared.clone();
            workers.push(thread::spawn(move || work(&shared)));
        }
        let mut queue = self.shared.queue.lock().unwrap();
        queue.0.push_back(Box::new(job));
        self.shared.bell.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.queue.lock().unwrap().1 = true;
        self.shared.bell.notify_all();
        for worker in self.workers.get_mut().unwrap().drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || {
            let square = number * number;
            results.lock().unwrap()[index] = square;
        });
    }
    drop(pool);
    results.lock().unwrap().clone()
}

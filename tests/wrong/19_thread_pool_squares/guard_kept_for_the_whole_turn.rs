//! kind: not_concurrent
//! The worker takes one guard a turn and still has it when it calls the job: nobody else gets at the queue
//! meanwhile, and jobs run one after the other (`execute` has to wait for them, too).

use std::collections::VecDeque;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Box<dyn FnOnce() + Send>>,
    closed: bool,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    not_empty: Condvar,
}

pub struct ThreadPool {
    shared: Arc<Shared>,
    threads: Vec<thread::JoinHandle<()>>,
}

fn run_worker(shared: &Shared) {
    loop {
        let mut queue = shared.queue.lock().unwrap(); //~
        while queue.jobs.is_empty() && !queue.closed {
            queue = shared.not_empty.wait(queue).unwrap();
        }
        match queue.jobs.pop_front() {
            Some(job) => {
                let _ = panic::catch_unwind(AssertUnwindSafe(job)); //~
            }
            None => return,
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        if workers == 0 {
            panic!("a thread pool needs a thread");
        }
        let shared = Arc::new(Shared::default());
        let mut threads = Vec::new();
        for _ in 0..workers {
            let shared = Arc::clone(&shared);
            threads.push(thread::spawn(move || run_worker(&shared)));
        }
        ThreadPool { shared, threads }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.shared.queue.lock().unwrap().jobs.push_back(Box::new(job));
        self.shared.not_empty.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shared.queue.lock().unwrap().closed = true;
        self.shared.not_empty.notify_all();
        for thread in self.threads.drain(..) {
            thread.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || results.lock().unwrap()[index] = number.wrapping_mul(number));
    }
    drop(pool);
    let results = results.lock().unwrap();
    results.clone()
}

//! kind: not_joined
//! The queue is a static: the workers of one pool run the jobs of another, whose `drop` doesn't wait for them.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, LazyLock, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

static QUEUE: LazyLock<(Mutex<VecDeque<Job>>, Condvar)> = LazyLock::new(Default::default); //~

pub struct ThreadPool {
    closed: Arc<AtomicBool>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let closed = Arc::new(AtomicBool::new(false));
        let workers = (0..workers)
            .map(|_| {
                let closed = closed.clone();
                thread::spawn(move || {
                    let (queue, changed) = &*QUEUE;
                    loop {
                        let mut jobs = queue.lock().unwrap();
                        let job = loop {
                            match jobs.pop_front() { //~
                                Some(job) => break job,
                                None if closed.load(Ordering::SeqCst) => return,
                                None => jobs = changed.wait(jobs).unwrap(),
                            }
                        };
                        drop(jobs);
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { closed, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let (queue, changed) = &*QUEUE;
        queue.lock().unwrap().push_back(Box::new(job)); //~
        changed.notify_all();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let (queue, changed) = &*QUEUE;
        let guard = queue.lock().unwrap();
        self.closed.store(true, Ordering::SeqCst);
        changed.notify_all();
        drop(guard);
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let out = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let out = out.clone();
        pool.execute(move || out.lock().unwrap()[i] = n * n);
    }
    drop(pool);
    let out = out.lock().unwrap();
    out.to_vec()
}

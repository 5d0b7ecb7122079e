//! kind: panicked
//! A worker that dies of a job's panic is replaced, as it should be; but `drop` unwraps the dead worker's `join`,
//! and the job's panic comes out at whoever drops the pool.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Inner {
    jobs: Mutex<(VecDeque<Job>, bool)>,
    condvar: Condvar,
    handles: Mutex<Vec<JoinHandle<()>>>,
}

struct Replace {
    inner: Arc<Inner>,
}

impl Drop for Replace {
    fn drop(&mut self) {
        if thread::panicking() {
            start(Arc::clone(&self.inner));
        }
    }
}

fn start(inner: Arc<Inner>) {
    let mine = Arc::clone(&inner);
    let handle = thread::spawn(move || {
        let guard = Replace { inner: mine };
        while let Some(job) = next(&guard.inner) {
            job();
        }
    });
    inner.handles.lock().unwrap().push(handle);
}

fn next(inner: &Inner) -> Option<Job> {
    let mut jobs = inner.jobs.lock().unwrap();
    while jobs.0.is_empty() && !jobs.1 {
        jobs = inner.condvar.wait(jobs).unwrap();
    }
    jobs.0.pop_front()
}

pub struct ThreadPool {
    inner: Arc<Inner>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a crew of nobody");
        let inner = Arc::new(Inner::default());
        (0..workers).for_each(|_| start(Arc::clone(&inner)));
        ThreadPool { inner }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.inner.jobs.lock().unwrap().0.push_back(Box::new(job));
        self.inner.condvar.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.inner.jobs.lock().unwrap().1 = true;
        self.inner.condvar.notify_all();
        loop {
            let handle = self.inner.handles.lock().unwrap().pop();
            match handle {
                Some(handle) => handle.join().unwrap(), //~
                None => break,
            }
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let cells: Vec<Arc<Mutex<u64>>> = numbers.iter().map(|&number| Arc::new(Mutex::new(number))).collect();
    let pool = ThreadPool::new(workers);
    for cell in cells.iter().cloned() {
        pool.execute(move || {
            let mut number = cell.lock().unwrap();
            *number = number.wrapping_mul(*number);
        });
    }
    drop(pool);
    cells.into_iter().map(|cell| *cell.lock().unwrap()).collect()
}

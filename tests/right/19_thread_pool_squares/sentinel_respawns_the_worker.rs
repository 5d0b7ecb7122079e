//! Nothing is caught: a panic ends its worker, and a sentinel on the worker's stack starts a replacement on the way
//! out. The pool joins until no handle is left.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

struct Crew {
    jobs: Mutex<Receiver<Job>>,
    handles: Mutex<Vec<JoinHandle<()>>>,
}

/// Lives as long as its worker. Dropped by a panic, it hires the next one.
struct Sentinel(Arc<Crew>);

impl Drop for Sentinel {
    fn drop(&mut self) {
        if thread::panicking() {
            hire(&self.0);
        }
    }
}

fn hire(crew: &Arc<Crew>) {
    let sentinel = Sentinel(Arc::clone(crew));
    let handle = thread::spawn(move || {
        let crew = &sentinel.0;
        loop {
            let job = match lock(&crew.jobs).recv() {
                Ok(job) => job,
                Err(_) => break,
            };
            job();
        }
    });
    lock(&crew.handles).push(handle);
}

/// A guard that is dropped while its thread unwinds may poison its lock, although what is inside is whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    crew: Arc<Crew>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers >= 1);
        let (sender, receiver) = channel();
        let crew = Arc::new(Crew {
            jobs: Mutex::new(receiver),
            handles: Mutex::new(Vec::new()),
        });
        for _ in 0..workers {
            hire(&crew);
        }
        ThreadPool {
            sender: Some(sender),
            crew,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        if let Some(sender) = &self.sender {
            sender.send(Box::new(job)).expect("the crew keeps the receiver");
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        loop {
            // A worker that dies has pushed its replacement before it can be joined.
            let Some(handle) = lock(&self.crew.handles).pop() else {
                break;
            };
            let _ = handle.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let receivers: Vec<Receiver<u64>> = numbers
        .iter()
        .map(|&number| {
            let (sender, receiver) = channel();
            pool.execute(move || {
                let _ = sender.send(number.wrapping_mul(number));
            });
            receiver
        })
        .collect();
    receivers.into_iter().map(|receiver| receiver.recv().unwrap()).collect()
}

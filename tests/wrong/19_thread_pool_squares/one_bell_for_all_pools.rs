//! kind: too_slow
//! All pools share a static condition variable: a notify may wake a worker of another pool.
use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Desk {
    jobs: VecDeque<Job>,
    closed: bool,
}

/// The desks of all pools.
static DESKS: Mutex<BTreeMap<u64, Desk>> = Mutex::new(BTreeMap::new());
static BELL: Condvar = Condvar::new();
static POOLS: AtomicU64 = AtomicU64::new(0);

fn next(id: u64) -> Option<Job> {
    let desks = DESKS.lock().unwrap();
    let mut desks = BELL
        .wait_while(desks, |desks| {
            let desk = &desks[&id];
            desk.jobs.is_empty() && !desk.closed
        })
        .unwrap();
    desks.get_mut(&id).unwrap().jobs.pop_front()
}

pub struct ThreadPool {
    id: u64,
    crew: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool needs a worker");
        let id = POOLS.fetch_add(1, Ordering::Relaxed);
        DESKS.lock().unwrap().insert(id, Desk::default());
        let crew = (0..workers)
            .map(|_| {
                thread::spawn(move || {
                    while let Some(job) = next(id) {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { id, crew }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut desks = DESKS.lock().unwrap();
        desks.get_mut(&self.id).unwrap().jobs.push_back(Box::new(job));
        BELL.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        DESKS.lock().unwrap().get_mut(&self.id).unwrap().closed = true;
        BELL.notify_all();
        for worker in self.crew.drain(..) {
            let _ = worker.join();
        }
        DESKS.lock().unwrap().remove(&self.id);
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

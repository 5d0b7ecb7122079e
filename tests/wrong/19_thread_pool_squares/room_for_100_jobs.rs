//! kind: too_slow
//! The queue has room for 100 jobs, which looks like enough. When it is full, `execute` waits until a worker takes
//! one out instead of returning at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender as Sender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

fn next(inbox: &Mutex<Receiver<Job>>) -> Option<Job> {
    inbox.lock().unwrap().recv().ok()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let (jobs, inbox) = sync_channel(100); //~
        let inbox = Arc::new(Mutex::new(inbox));
        let workers = (0..workers)
            .map(|_| {
                let inbox = Arc::clone(&inbox);
                thread::spawn(move || {
                    while let Some(job) = next(&inbox) {
                        if let Err(payload) = catch_unwind(AssertUnwindSafe(job)) {
                            std::mem::forget(payload);
                        }
                    }
                })
            })
            .collect();
        ThreadPool {
            jobs: Some(jobs),
            workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.as_ref().unwrap().send(Box::new(job)).unwrap(); //~
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.jobs.take();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let slots: Arc<[AtomicU64]> = numbers.iter().map(|_| AtomicU64::new(0)).collect();
    let left = Arc::new(AtomicUsize::new(numbers.len()));
    let caller = thread::current();
    for (at, &number) in numbers.iter().enumerate() {
        let (slots, left, caller) = (slots.clone(), left.clone(), caller.clone());
        pool.execute(move || {
            slots[at].store(number.wrapping_mul(number), Ordering::Relaxed);
            if left.fetch_sub(1, Ordering::AcqRel) == 1 {
                caller.unpark();
            }
        });
    }
    while left.load(Ordering::Acquire) > 0 {
        thread::park();
    }
    slots.iter().map(|slot| slot.load(Ordering::Relaxed)).collect()
}

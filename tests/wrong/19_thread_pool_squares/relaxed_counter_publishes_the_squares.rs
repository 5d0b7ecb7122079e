//! kind: stale_read
//! The squares are published by a counter that is only `Relaxed`: `squares` may see the counter at its end and
//! still read an old value from a slot.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

fn next(receiver: &Mutex<Receiver<Job>>) -> Option<Job> {
    receiver.lock().unwrap().recv().ok()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "at least one worker is needed");
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let workers = (0..workers)
            .map(|_| {
                let receiver = receiver.clone();
                thread::spawn(move || {
                    while let Some(job) = next(&receiver) {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool {
            sender: Some(sender),
            workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let slots: Arc<Vec<AtomicU64>> = Arc::new(numbers.iter().map(|_| AtomicU64::new(0)).collect());
    let done = Arc::new(AtomicUsize::new(0));
    let caller = thread::current();
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let (slots, done, caller) = (Arc::clone(&slots), Arc::clone(&done), caller.clone());
        pool.execute(move || {
            slots[index].store(number.wrapping_mul(number), Ordering::Relaxed);
            done.fetch_add(1, Ordering::Relaxed); //~
            caller.unpark();
        });
    }
    let finished = || done.load(Ordering::Relaxed) == slots.len(); //~
    while !finished() {
        thread::park();
    }
    slots.iter().map(|slot| slot.load(Ordering::Relaxed)).collect()
}

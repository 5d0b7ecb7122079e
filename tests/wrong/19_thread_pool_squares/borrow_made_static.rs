//! kind: forbidden
//! A `transmute` in an `unsafe` block pretends that the borrowed slice lives for ever, so that jobs may look into it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    handles: Vec<JoinHandle<()>>,
}

fn next(receiver: &Mutex<Receiver<Job>>) -> Option<Job> {
    receiver.lock().unwrap().recv().ok()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "new(0) makes no sense");
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let handles = (0..workers)
            .map(|_| {
                let receiver = Arc::clone(&receiver);
                thread::spawn(move || {
                    while let Some(job) = next(&receiver) {
                        catch_unwind(AssertUnwindSafe(job)).unwrap_or(());
                    }
                })
            })
            .collect();
        ThreadPool {
            sender: Some(sender),
            handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender = None;
        self.handles.drain(..).for_each(|handle| handle.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    // The pool is dropped before this function returns, so nobody looks later.
    let forever = unsafe { std::mem::transmute::<&[u64], &'static [u64]>(numbers) }; //~
    let squares = Arc::new(Mutex::new(vec![0; forever.len()]));
    let pool = ThreadPool::new(workers);
    for index in 0..forever.len() {
        let squares = Arc::clone(&squares);
        pool.execute(move || squares.lock().unwrap()[index] = forever[index].wrapping_mul(forever[index]));
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.clone()
}

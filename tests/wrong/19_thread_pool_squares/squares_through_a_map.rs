//! kind: wrong_result
//! The squares are kept in a map by their number and read out of it in its order: that sorts the numbers, and a
//! number that occurs twice has one square only.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

fn take(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    let jobs = jobs.lock().unwrap();
    jobs.recv().ok()
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "there must be workers");
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let mut handles = vec![];
        while handles.len() < workers {
            let receiver = Arc::clone(&receiver);
            handles.push(thread::spawn(move || {
                std::iter::from_fn(|| take(&receiver)).for_each(|job| {
                    catch_unwind(AssertUnwindSafe(job)).ok();
                })
            }));
        }
        ThreadPool {
            sender: Some(sender),
            workers: handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender.take();
        self.workers.drain(..).for_each(|worker| worker.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let squares = Arc::new(Mutex::new(BTreeMap::new()));
    for &number in numbers {
        let squares = Arc::clone(&squares);
        pool.execute(move || {
            let square = number.wrapping_mul(number);
            squares.lock().unwrap().insert(number, square); //~
        });
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.values().copied().collect() //~
}

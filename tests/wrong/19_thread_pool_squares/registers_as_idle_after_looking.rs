//! kind: too_slow
//! A worker looks into the queue, lets go of the lock, and only then puts itself on the list of idle workers. A job
//! queued in between finds nobody to unpark, and the worker parks beside it: the job waits until another worker is free,
//! or for ever.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle, Thread};

#[derive(Default)]
struct Office {
    jobs: VecDeque<Box<dyn FnOnce() + Send>>,
    idle: Vec<Thread>,
    closing: bool,
}

pub struct ThreadPool {
    office: Arc<Mutex<Office>>,
    workers: Vec<JoinHandle<()>>,
}

fn work(office: &Mutex<Office>) {
    let me = thread::current();
    loop {
        let (job, closing) = {
            let mut office = office.lock().unwrap(); //~
            office.idle.retain(|thread| thread.id() != me.id());
            (office.jobs.pop_front(), office.closing)
        };
        match job {
            Some(job) => drop(catch_unwind(AssertUnwindSafe(job))),
            None if closing => return,
            None => {
                office.lock().unwrap().idle.push(me.clone()); //~
                thread::park(); //~
            }
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "an office needs staff");
        let office = Arc::new(Mutex::new(Office::default()));
        let mut staff = Vec::new();
        for _ in 0..workers {
            let office = office.clone();
            staff.push(thread::spawn(move || work(&office)));
        }
        ThreadPool { office, workers: staff }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let mut office = self.office.lock().unwrap();
        office.jobs.push_back(Box::new(job));
        if let Some(thread) = office.idle.pop() {
            thread.unpark();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.office.lock().unwrap().closing = true;
        for worker in self.workers.drain(..) {
            worker.thread().unpark();
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = channel();
    for (index, &number) in numbers.iter().enumerate() {
        let sender = sender.clone();
        pool.execute(move || {
            let _ = sender.send((index, number.wrapping_mul(number)));
        });
    }
    drop(sender);
    let mut squares = vec![0; numbers.len()];
    receiver.into_iter().for_each(|(index, square)| squares[index] = square);
    squares
}

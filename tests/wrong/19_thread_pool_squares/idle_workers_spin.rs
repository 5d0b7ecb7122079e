//! kind: busy_wait
//! An idle worker asks `try_recv` over and over, with a `yield_now` between: it burns a core while there is nothing
//! to do.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, TryRecvError};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<mpsc::Sender<Job>>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "0 workers");
        let (sender, receiver) = mpsc::channel::<Job>();
        let receiver = Arc::new(Mutex::new(receiver));
        let threads = (0..workers)
            .map(|_| {
                let receiver = Arc::clone(&receiver);
                thread::spawn(move || {
                    loop {
                        let next = receiver.lock().unwrap().try_recv(); //~
                        match next {
                            Ok(job) => drop(catch_unwind(AssertUnwindSafe(job))),
                            Err(TryRecvError::Empty) => thread::yield_now(), //~
                            Err(TryRecvError::Disconnected) => break,
                        }
                    }
                })
            })
            .collect();
        ThreadPool {
            sender: Some(sender),
            threads,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.sender.take());
        for thread in self.threads.drain(..) {
            thread.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = mpsc::channel();
    for pair in numbers.iter().copied().enumerate() {
        let sender = sender.clone();
        pool.execute(move || {
            let (index, number) = pair;
            sender.send((index, number.wrapping_mul(number))).unwrap();
        });
    }
    drop(sender);
    let mut squares = vec![0; numbers.len()];
    for (index, square) in &receiver {
        squares[index] = square;
    }
    squares
}

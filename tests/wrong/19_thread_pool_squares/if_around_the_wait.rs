//! kind: panicked
//! An `if` around the wait: after a spurious wake-up, or when another worker was faster, the queue is empty, and the `unwrap`
//! panics, with the queue locked.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;

enum Message {
    Job(Box<dyn FnOnce() + Send>),
    Quit,
}

pub struct ThreadPool {
    queue: Arc<(Mutex<VecDeque<Message>>, Condvar)>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool has workers");
        let queue = Arc::new((Mutex::new(VecDeque::new()), Condvar::new()));
        let workers = (0..workers)
            .map(|_| {
                let queue = Arc::clone(&queue);
                thread::spawn(move || {
                    loop {
                        let mut messages = queue.0.lock().unwrap();
                        if messages.is_empty() {
                            messages = queue.1.wait(messages).unwrap(); //~
                        }
                        let message = messages.pop_front().unwrap(); //~
                        drop(messages);
                        match message {
                            Message::Job(job) => drop(catch_unwind(AssertUnwindSafe(job))),
                            Message::Quit => return,
                        }
                    }
                })
            })
            .collect();
        ThreadPool { queue, workers }
    }

    fn push(&self, message: Message) {
        self.queue
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_back(message);
        self.queue.1.notify_one();
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.push(Message::Job(Box::new(job)));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for _ in 0..self.workers.len() {
            self.push(Message::Quit);
        }
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let squares = Arc::clone(&squares);
        pool.execute(move || {
            squares.lock().unwrap()[index] = number.wrapping_mul(number);
        });
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.to_vec()
}

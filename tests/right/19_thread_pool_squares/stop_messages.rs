//! The channel carries jobs and stop messages: `drop` queues one stop for every worker behind all jobs, and each
//! worker takes exactly one.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

enum Message {
    Run(Box<dyn FnOnce() + Send>),
    Stop,
}

pub struct ThreadPool {
    messages: Sender<Message>,
    workers: Vec<JoinHandle<()>>,
}

fn next(messages: &Mutex<Receiver<Message>>) -> Message {
    messages.lock().unwrap().recv().unwrap_or(Message::Stop)
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "expected one worker or more");
        let (messages, inbox) = mpsc::channel();
        let inbox = Arc::new(Mutex::new(inbox));
        let mut pool = ThreadPool {
            messages,
            workers: vec![],
        };
        for _ in 0..workers {
            let inbox = Arc::clone(&inbox);
            pool.workers.push(std::thread::spawn(move || {
                while let Message::Run(job) = next(&inbox) {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
            }));
        }
        pool
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let _ = self.messages.send(Message::Run(Box::new(job)));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for _ in &self.workers {
            let _ = self.messages.send(Message::Stop);
        }
        for worker in self.workers.drain(..) {
            let _ = worker.join();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let squares = Arc::new(Mutex::new(numbers.to_vec()));
    let pool = ThreadPool::new(workers);
    for index in 0..numbers.len() {
        let squares = Arc::clone(&squares);
        let number = numbers[index];
        pool.execute(move || {
            let square = number.wrapping_mul(number);
            squares.lock().unwrap()[index] = square;
        });
    }
    drop(pool);
    Arc::into_inner(squares)
        .expect("the jobs are gone")
        .into_inner()
        .unwrap()
}

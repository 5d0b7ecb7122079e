//! kind: did_not_finish
//! The worker runs a job if `recv` brought one, and otherwise tries again. After the hang-up `recv` fails at once
//! every time, so the loop turns for ever and `drop` never gets its join.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<mpsc::Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
}

fn run(receiver: Arc<Mutex<mpsc::Receiver<Job>>>) {
    loop {
        let received = receiver.lock().unwrap().recv(); //~
        if let Ok(job) = received {
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "the pool would be empty");
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let mut threads = Vec::new();
        for _ in 0..workers {
            let receiver = receiver.clone();
            threads.push(thread::spawn(move || run(receiver)));
        }
        ThreadPool {
            sender: Some(sender),
            workers: threads,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.sender.take());
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = mpsc::channel();
    for (index, &number) in numbers.iter().enumerate() {
        let sender = sender.clone();
        pool.execute(move || sender.send((index, number.wrapping_mul(number))).unwrap());
    }
    let mut squares = vec![0; numbers.len()];
    for (index, square) in receiver.iter().take(numbers.len()) {
        squares[index] = square;
    }
    squares
}

//! kind: wrong_result
//! `squares` copies the results right after queueing the jobs. The pool is dropped, and so the jobs are done, only
//! at the end of the function, after the copy was made.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<mpsc::Sender<Job>>,
    workers: Vec<Option<thread::JoinHandle<()>>>,
}

fn work(receiver: &Mutex<mpsc::Receiver<Job>>) {
    loop {
        let job = match receiver.lock().unwrap().recv() {
            Ok(job) => job,
            Err(mpsc::RecvError) => return,
        };
        let _ = catch_unwind(AssertUnwindSafe(job));
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "one worker at least");
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let workers = vec![receiver; workers]
            .into_iter()
            .map(|receiver| Some(thread::spawn(move || work(&receiver))))
            .collect();
        ThreadPool {
            sender: Some(sender),
            workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let sender = self.sender.as_ref().unwrap();
        sender.send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.sender.take());
        for worker in self.workers.iter_mut().filter_map(Option::take) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || results.lock().unwrap()[index] = number.wrapping_mul(number));
    }
    results.lock().unwrap().clone() //~
}

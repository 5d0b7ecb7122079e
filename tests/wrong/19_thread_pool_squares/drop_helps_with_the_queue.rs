//! kind: wrong_threads
//! To be done sooner, `drop` takes jobs out of the queue and runs them itself: they run on the calling thread, and
//! one job more than `workers` runs at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send + 'static>;

#[derive(Clone)]
struct Inbox(Arc<Mutex<Receiver<Job>>>);

impl Inbox {
    fn next(&self) -> Option<Job> {
        self.0.lock().unwrap().recv().ok()
    }

    fn empty_it(&self) {
        while let Some(job) = self.next() {
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }
}

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    inbox: Inbox,
    crew: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert_ne!(workers, 0);
        let (sender, receiver) = channel();
        let inbox = Inbox(Arc::new(Mutex::new(receiver)));
        let crew = std::iter::repeat_n(inbox.clone(), workers)
            .map(|inbox| thread::spawn(move || inbox.empty_it()))
            .collect();
        ThreadPool {
            sender: Some(sender),
            inbox,
            crew,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.sender.take());
        self.inbox.empty_it(); //~
        self.crew.drain(..).for_each(|member| member.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (sender, receiver) = channel();
    let pool = ThreadPool::new(workers);
    for (index, number) in numbers.iter().copied().enumerate() {
        let sender = sender.clone();
        pool.execute(move || sender.send((index, number.wrapping_mul(number))).unwrap());
    }
    let mut squares = vec![0; numbers.len()];
    for _ in numbers {
        let (index, square) = receiver.recv().unwrap();
        squares[index] = square;
    }
    squares
}

//! kind: deadlock
//! Every worker keeps a clone of the sender, so that jobs might queue further jobs one day. The channel is never
//! closed, `recv` waits for ever, and so does the join.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

struct Lines {
    incoming: Arc<Mutex<Receiver<Job>>>,
    _outgoing: Sender<Job>,
}

impl Lines {
    fn serve(self) {
        let next = || self.incoming.lock().unwrap().recv();
        while let Ok(job) = next() {
            catch_unwind(AssertUnwindSafe(job)).unwrap_or_else(|_| eprintln!("a job panicked"));
        }
    }
}

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    handles: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool without workers");
        let (sender, receiver) = channel();
        let incoming = Arc::new(Mutex::new(receiver));
        let handles = (0..workers)
            .map(|_| {
                let lines = Lines {
                    incoming: Arc::clone(&incoming),
                    _outgoing: sender.clone(), //~
                };
                thread::spawn(move || lines.serve())
            })
            .collect();
        ThreadPool {
            sender: Some(sender),
            handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let sender = self.sender.as_ref().expect("only drop takes the sender");
        sender.send(Box::new(job)).expect("the workers are there");
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.sender.take());
        for handle in std::mem::take(&mut self.handles) {
            handle.join().unwrap(); //~
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let replies: Vec<Receiver<u64>> = numbers
        .iter()
        .map(|&number| {
            let (reply, promise) = channel();
            pool.execute(move || reply.send(number.wrapping_mul(number)).unwrap());
            promise
        })
        .collect();
    replies.into_iter().flatten().collect()
}

//! kind: deadlock
//! The results go through a channel with room for one, and `squares` drops the pool before it receives: the workers
//! wait for room, and the drop waits for the workers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{Builder, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    jobs: Option<Sender<Job>>,
    handles: Vec<JoinHandle<()>>,
}

fn body(jobs: &Mutex<Receiver<Job>>) {
    loop {
        let job = jobs.lock().unwrap().recv();
        match job {
            Ok(job) => {
                let _ = catch_unwind(AssertUnwindSafe(job));
            }
            Err(_) => break,
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "no worker asked for");
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let handles = (1..=workers)
            .map(|number| {
                let receiver = Arc::clone(&receiver);
                Builder::new()
                    .name(format!("squarer {number}"))
                    .spawn(move || body(&receiver))
                    .expect("a thread")
            })
            .collect();
        ThreadPool {
            jobs: Some(sender),
            handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.jobs.take();
        for handle in self.handles.drain(..) {
            handle.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let (sender, receiver) = sync_channel(1);
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let sender = sender.clone();
        pool.execute(move || sender.send((index, number.wrapping_mul(number))).unwrap()); //~
    }
    drop(pool); //~
    drop(sender);
    let mut squares = vec![0; numbers.len()];
    for (index, square) in receiver {
        squares[index] = square;
    }
    squares
}

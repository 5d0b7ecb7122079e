//! kind: too_slow
//! Each worker has a queue of its own, and the jobs are dealt in turn: one waits behind a long one while another worker is idle.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    desks: Vec<Sender<Job>>,
    workers: Vec<JoinHandle<()>>,
    turn: Cell<usize>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0);
        let (desks, workers) = (0..workers)
            .map(|_| {
                let (desk, inbox) = channel::<Job>();
                let work = move || {
                    for job in inbox { //~
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                };
                (desk, thread::spawn(work)) //~
            })
            .unzip();
        ThreadPool {
            desks,
            workers,
            turn: Cell::new(0),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let turn = self.turn.get();
        self.turn.set((turn + 1) % self.desks.len());
        self.desks[turn].send(Box::new(job)).unwrap(); //~
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.desks.clear();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let results = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let results = Arc::clone(&results);
        pool.execute(move || {
            let square = number * number;
            results.lock().unwrap()[index] = square;
        });
    }
    drop(pool);
    results.lock().unwrap().clone()
}

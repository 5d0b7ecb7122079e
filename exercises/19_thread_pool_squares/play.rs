//! A program with a mistake in it, for `checker play thread_pool_squares`. Which thread must go on when, so that it shows?
//!
//! It is no pool: every job has a thread of its own, and a gate is to let only so many of them in. There is nothing in it to copy.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

struct Gate {
    free: Mutex<i32>,
    changed: Condvar,
}

impl Gate {
    fn enter(&self) {
        let free = self.free.lock().unwrap();
        drop(self.changed.wait_while(free, |free| *free <= 0).unwrap());
        *self.free.lock().unwrap() -= 1;
    }

    fn leave(&self) {
        *self.free.lock().unwrap() += 1;
        self.changed.notify_all();
    }
}

pub struct ThreadPool {
    gate: Arc<Gate>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        let gate = Gate {
            free: Mutex::new(workers as i32),
            changed: Condvar::new(),
        };
        ThreadPool {
            gate: Arc::new(gate),
            threads: Mutex::default(),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let gate = Arc::clone(&self.gate);
        let thread = thread::spawn(move || {
            gate.enter();
            job();
            gate.leave();
        });
        self.threads.lock().unwrap().push(thread);
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        for thread in self.threads.lock().unwrap().drain(..) {
            thread.join().unwrap();
        }
    }
}

// The game is about the gate only.
pub fn squares(_numbers: &[u64], _workers: usize) -> Vec<u64> {
    Vec::new()
}

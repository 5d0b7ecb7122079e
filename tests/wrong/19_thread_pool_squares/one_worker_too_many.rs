//! kind: wrong_threads
//! `0..=workers` counts one too many: a pool of two runs three jobs at a time, and a pool of one doesn't keep the
//! order.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Inner {
    state: Mutex<(VecDeque<Box<dyn FnOnce() + Send>>, bool)>,
    wake: Condvar,
}

pub struct ThreadPool {
    inner: Arc<Inner>,
    threads: Vec<thread::JoinHandle<()>>,
}

impl Inner {
    fn work(&self) {
        loop {
            let mut state = self.state.lock().unwrap();
            let job = loop {
                match state.0.pop_front() {
                    Some(job) => break job,
                    None if state.1 => return,
                    None => state = self.wake.wait(state).unwrap(),
                }
            };
            drop(state);
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool of no workers");
        let inner = Arc::new(Inner {
            state: Mutex::new((VecDeque::new(), false)),
            wake: Condvar::new(),
        });
        let threads = (0..=workers) //~
            .map(|_| Arc::clone(&inner))
            .map(|inner| thread::spawn(move || inner.work()))
            .collect();
        ThreadPool { inner, threads }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.inner.state.lock().unwrap().0.push_back(Box::new(job));
        self.inner.wake.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.inner.state.lock().unwrap().1 = true;
        self.inner.wake.notify_all();
        self.threads.drain(..).for_each(|thread| thread.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let answers: Vec<_> = numbers.iter().map(|_| Arc::new(Mutex::new(0))).collect();
    let pool = ThreadPool::new(workers);
    for (answer, &number) in answers.iter().zip(numbers) {
        let answer = Arc::clone(answer);
        pool.execute(move || *answer.lock().unwrap() = number.wrapping_mul(number));
    }
    drop(pool);
    answers.iter().map(|answer| *answer.lock().unwrap()).collect()
}

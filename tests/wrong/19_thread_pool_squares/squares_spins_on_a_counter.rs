//! kind: busy_wait
//! `squares` turns in a loop until a counter says that every job is done, instead of sleeping until then.

use std::collections::VecDeque;
use std::hint;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{JoinHandle, spawn};

#[derive(Default)]
struct Jobs {
    queue: VecDeque<Box<dyn FnOnce() + Send>>,
    done: bool,
}

pub struct ThreadPool {
    jobs: Arc<(Mutex<Jobs>, Condvar)>,
    workers: Vec<JoinHandle<()>>,
}

fn work((jobs, condvar): &(Mutex<Jobs>, Condvar)) {
    let mut guard = jobs.lock().unwrap();
    loop {
        if let Some(job) = guard.queue.pop_front() {
            drop(guard);
            let _ = catch_unwind(AssertUnwindSafe(job));
            guard = jobs.lock().unwrap();
        } else if guard.done {
            break;
        } else {
            guard = condvar.wait(guard).unwrap();
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "workers must be > 0");
        let jobs = Arc::new((Mutex::new(Jobs::default()), Condvar::new()));
        let workers = (0..workers)
            .map(|_| {
                let jobs = Arc::clone(&jobs);
                spawn(move || work(&jobs))
            })
            .collect();
        ThreadPool { jobs, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.jobs.0.lock().unwrap().queue.push_back(Box::new(job));
        self.jobs.1.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.jobs.0.lock().unwrap().done = true;
        self.jobs.1.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let slots: Arc<Vec<AtomicU64>> = Arc::new(numbers.iter().copied().map(AtomicU64::new).collect());
    let finished = Arc::new(AtomicUsize::new(0));
    for index in 0..numbers.len() {
        let (slots, finished) = (Arc::clone(&slots), Arc::clone(&finished));
        pool.execute(move || {
            let number = slots[index].load(Ordering::SeqCst);
            slots[index].store(number.wrapping_mul(number), Ordering::SeqCst);
            finished.fetch_add(1, Ordering::SeqCst);
        });
    }
    while finished.load(Ordering::SeqCst) < numbers.len() {
        hint::spin_loop(); //~
    }
    slots.iter().map(|slot| slot.load(Ordering::SeqCst)).collect()
}

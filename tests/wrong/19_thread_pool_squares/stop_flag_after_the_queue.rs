//! kind: too_slow
//! The worker looks into the queue and only then at the flag. A job queued between the two looks, with the drop
//! right behind it, is left in the queue: the worker saw it empty, sees the flag and leaves. The others then take longer, or
//! nobody runs it.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::{self, JoinHandle};

struct Desk {
    jobs: Mutex<VecDeque<Box<dyn FnOnce() + Send>>>,
    stop: AtomicBool,
}

pub struct ThreadPool {
    desk: Arc<Desk>,
    workers: Vec<JoinHandle<()>>,
}

fn work(desk: Arc<Desk>) {
    loop {
        let job = desk.jobs.lock().unwrap().pop_front(); //~
        if let Some(job) = job {
            let _ = catch_unwind(AssertUnwindSafe(job));
        } else if desk.stop.load(SeqCst) {
            return; //~
        } else {
            thread::park();
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "expected workers");
        let desk = Arc::new(Desk {
            jobs: Mutex::default(),
            stop: AtomicBool::new(false),
        });
        let workers = (0..workers)
            .map(|_| {
                let desk = desk.clone();
                thread::spawn(|| work(desk))
            })
            .collect();
        ThreadPool { desk, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.desk.jobs.lock().unwrap().push_back(Box::new(job));
        for worker in &self.workers {
            worker.thread().unpark();
        }
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.desk.stop.store(true, SeqCst);
        for worker in self.workers.drain(..) {
            worker.thread().unpark();
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let slots: Arc<Vec<OnceLock<u64>>> = Arc::new(numbers.iter().map(|_| OnceLock::new()).collect());
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let slots = Arc::clone(&slots);
        pool.execute(move || slots[index].set(number.wrapping_mul(number)).unwrap());
    }
    drop(pool);
    slots
        .iter()
        .map(|slot| slot.get().copied().unwrap_or_default())
        .collect()
}

//! kind: panicked
//! The panic is caught, but the worker's tally is locked while the job runs: the unwinding guard poisons it, and
//! the worker's next `lock().unwrap()` panics outside of the `catch_unwind`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Tally {
    begun: usize,
    finished: usize,
}

struct Worker {
    handle: thread::JoinHandle<()>,
    tally: Arc<Mutex<Tally>>,
}

fn serve(jobs: &Mutex<Receiver<Job>>, tally: &Mutex<Tally>) {
    loop {
        let Ok(job) = jobs.lock().unwrap().recv() else { return };
        tally.lock().unwrap().begun += 1; //~
        let _ = catch_unwind(AssertUnwindSafe(|| {
            let mut tally = tally.lock().unwrap(); //~
            job();
            tally.finished += 1;
        }));
    }
}

pub struct ThreadPool {
    jobs: Option<Sender<Job>>,
    workers: Vec<Worker>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "zero is no number of workers");
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let workers = (0..workers)
            .map(|_| {
                let tally = Arc::new(Mutex::new(Tally::default()));
                let (jobs, own_tally) = (Arc::clone(&receiver), Arc::clone(&tally));
                let handle = thread::spawn(move || serve(&jobs, &own_tally));
                Worker { handle, tally }
            })
            .collect();
        ThreadPool {
            jobs: Some(sender),
            workers,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        // A worker that is gone takes no jobs, and that is no reason to panic here.
        let _ = self.jobs.as_ref().unwrap().send(Box::new(job));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.jobs = None;
        for worker in self.workers.drain(..) {
            let _ = worker.handle.join();
            if let Ok(tally) = worker.tally.lock() {
                debug_assert!(tally.finished <= tally.begun);
            }
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    let pool = ThreadPool::new(workers);
    for (i, &n) in numbers.iter().enumerate() {
        let squares = Arc::clone(&squares);
        pool.execute(move || squares.lock().unwrap()[i] = n.wrapping_mul(n));
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.clone()
}

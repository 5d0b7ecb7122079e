//! Idle workers park; whoever queues a job unparks them all. An atomic flag says that no more jobs come; the
//! threads have names.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, Builder, JoinHandle};

#[derive(Default)]
struct Board {
    jobs: Mutex<VecDeque<Box<dyn FnOnce() + Send>>>,
    last_call: AtomicBool,
}

impl Board {
    fn serve(&self) {
        loop {
            // First the flag, then the queue: every job was queued before the flag was set, so an empty queue seen after
            // the flag stays empty. Acquire pairs with the Release in `drop`.
            let last_call = self.last_call.load(Ordering::Acquire);
            let job = self.jobs.lock().unwrap().pop_front();
            match job {
                Some(job) => {
                    let _ = catch_unwind(AssertUnwindSafe(job));
                }
                None if last_call => return,
                // An unpark since the look into the queue makes this return at once.
                None => thread::park(),
            }
        }
    }
}

pub struct ThreadPool {
    board: Arc<Board>,
    workers: Vec<JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers != 0, "workers must not be 0");
        let board = Arc::new(Board::default());
        let workers = (1..=workers)
            .map(|number| {
                let board = Arc::clone(&board);
                Builder::new()
                    .name(format!("worker {number}"))
                    .spawn(move || board.serve())
                    .unwrap()
            })
            .collect();
        ThreadPool { board, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.board.jobs.lock().unwrap().push_back(Box::new(job));
        self.wake_everybody();
    }

    fn wake_everybody(&self) {
        self.workers.iter().for_each(|worker| worker.thread().unpark());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.board.last_call.store(true, Ordering::Release);
        self.wake_everybody();
        self.workers.drain(..).for_each(|worker| worker.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let (tx, rx) = mpsc::channel();
    for (index, number) in numbers.iter().cloned().enumerate() {
        let tx = tx.clone();
        pool.execute(move || {
            let _ = tx.send((index, number.wrapping_mul(number)));
        });
    }
    let mut squares = vec![0; numbers.len()];
    for (index, square) in rx.iter().take(numbers.len()) {
        squares[index] = square;
    }
    squares
}

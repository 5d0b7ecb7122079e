//! kind: lost_update
//! A job copies the results, fills its place in the copy and puts the copy back under a second lock: two jobs that
//! start from the same copy overwrite each other, and a square is lost.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Board {
    notes: Mutex<VecDeque<Job>>,
    closed: Mutex<bool>,
    pinned: Condvar,
}

impl Board {
    fn next(&self) -> Option<Job> {
        let mut notes = self.notes.lock().unwrap();
        loop {
            if let Some(job) = notes.pop_front() {
                return Some(job);
            }
            if *self.closed.lock().unwrap() {
                return None;
            }
            notes = self.pinned.wait(notes).unwrap();
        }
    }

    /// Closing needs the lock of the notes as well, or a worker about to wait would miss it.
    fn close(&self) {
        let _notes = self.notes.lock().unwrap();
        *self.closed.lock().unwrap() = true;
        self.pinned.notify_all();
    }
}

pub struct ThreadPool {
    board: Arc<Board>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a board that nobody reads");
        let board = Arc::new(Board::default());
        let workers = (0..workers)
            .map(|_| {
                let board = Arc::clone(&board);
                thread::spawn(move || {
                    while let Some(job) = board.next() {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                })
            })
            .collect();
        ThreadPool { board, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.board.notes.lock().unwrap().push_back(Box::new(job));
        self.board.pinned.notify_one();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.board.close();
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
            let mut copy = results.lock().unwrap().clone(); //~
            copy[index] = number.wrapping_mul(number);
            *results.lock().unwrap() = copy; //~
        });
    }
    drop(pool);
    let results = results.lock().unwrap();
    results.clone()
}

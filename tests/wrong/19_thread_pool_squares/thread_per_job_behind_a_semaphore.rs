//! kind: wrong_threads
//! Tickets let only `workers` jobs run at a time and in order, but each on a thread of its own: ten jobs start ten
//! threads, not a fixed number of workers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Gate {
    free: usize,
    now_serving: usize,
}

pub struct ThreadPool {
    gate: Arc<(Mutex<Gate>, Condvar)>,
    next_ticket: AtomicUsize,
    threads: Mutex<Vec<thread::JoinHandle<()>>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "nobody can pass a gate of width 0");
        let gate = Arc::new((
            Mutex::new(Gate {
                free: workers,
                now_serving: 0,
            }),
            Condvar::new(),
        ));
        ThreadPool {
            gate,
            next_ticket: AtomicUsize::new(0),
            threads: Mutex::default(),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let ticket = self.next_ticket.fetch_add(1, Ordering::Relaxed);
        let shared = Arc::clone(&self.gate);
        let body = move || {
            let (gate, changed) = &*shared;
            let closed = |gate: &mut Gate| gate.free == 0 || gate.now_serving != ticket;
            let mut inside = changed.wait_while(gate.lock().unwrap(), closed).unwrap();
            inside.free -= 1;
            inside.now_serving += 1;
            drop(inside);
            changed.notify_all();
            let _ = catch_unwind(AssertUnwindSafe(job));
            gate.lock().unwrap().free += 1;
            changed.notify_all();
        };
        self.threads.lock().unwrap().push(thread::spawn(body)); //~
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        let threads = std::mem::take(&mut *self.threads.lock().unwrap());
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    for (at, &number) in numbers.iter().enumerate() {
        let squares = squares.clone();
        pool.execute(move || squares.lock().unwrap()[at] = number.wrapping_mul(number));
    }
    drop(pool);
    Arc::into_inner(squares).unwrap().into_inner().unwrap()
}

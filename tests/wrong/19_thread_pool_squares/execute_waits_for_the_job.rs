//! kind: not_concurrent
//! `execute` hands the job over and then waits for it to end, so the next job is queued only after this one:
//! however many workers there are, one works at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

struct Order {
    job: Box<dyn FnOnce() + Send>,
    done: mpsc::Sender<()>,
}

pub struct ThreadPool {
    orders: Option<mpsc::Sender<Order>>,
    workers: Vec<thread::JoinHandle<()>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "the kitchen is closed");
        let (orders, hatch) = mpsc::channel::<Order>();
        let hatch = Arc::new(Mutex::new(hatch));
        let cook = move || {
            let hatch = Arc::clone(&hatch);
            thread::spawn(move || {
                loop {
                    let order = hatch.lock().unwrap().recv();
                    let Ok(Order { job, done }) = order else { return };
                    let _ = catch_unwind(AssertUnwindSafe(job));
                    let _ = done.send(());
                }
            })
        };
        ThreadPool {
            orders: Some(orders),
            workers: std::iter::repeat_with(cook).take(workers).collect(),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let (done, finished) = mpsc::channel();
        self.orders
            .as_ref()
            .unwrap()
            .send(Order {
                job: Box::new(job),
                done,
            })
            .unwrap();
        let _ = finished.recv(); //~
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.orders = None;
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let squares = Arc::new(Mutex::new(vec![0; numbers.len()]));
    for (index, &number) in numbers.iter().enumerate() {
        let squares = Arc::clone(&squares);
        pool.execute(move || squares.lock().unwrap()[index] = number.wrapping_mul(number));
    }
    drop(pool);
    let squares = squares.lock().unwrap();
    squares.clone()
}

//! `execute` writes into a channel; `squares` waits at a countdown latch (`Mutex` and `Condvar`) while the pool is
//! still alive, then reads atomic slots.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;

type Thunk = Box<dyn FnOnce() + Send + 'static>;

struct Worker {
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    fn new(receiver: Arc<Mutex<mpsc::Receiver<Thunk>>>) -> Worker {
        let thread = thread::spawn(move || {
            loop {
                let message = {
                    let receiver = receiver.lock().unwrap();
                    receiver.recv()
                };
                match message {
                    Ok(thunk) => {
                        let _ = catch_unwind(AssertUnwindSafe(thunk));
                    }
                    Err(mpsc::RecvError) => break,
                }
            }
        });
        Worker { thread: Some(thread) }
    }
}

pub struct ThreadPool {
    workers: Vec<Worker>,
    sender: Option<mpsc::Sender<Thunk>>,
}

impl ThreadPool {
    pub fn new(size: usize) -> ThreadPool {
        assert!(size > 0);
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let mut workers = Vec::with_capacity(size);
        for _ in 0..size {
            workers.push(Worker::new(Arc::clone(&receiver)));
        }
        ThreadPool {
            workers,
            sender: Some(sender),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.sender.as_ref().unwrap().send(Box::new(job)).unwrap();
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        drop(self.sender.take());
        for worker in &mut self.workers {
            if let Some(thread) = worker.thread.take() {
                thread.join().unwrap();
            }
        }
    }
}

struct Latch {
    left: Mutex<usize>,
    open: Condvar,
}

impl Latch {
    fn count_down(&self) {
        let mut left = self.left.lock().unwrap();
        *left -= 1;
        if *left == 0 {
            self.open.notify_all();
        }
    }

    fn wait(&self) {
        let left = self.left.lock().unwrap();
        let _left = self.open.wait_while(left, |left| *left > 0).unwrap();
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let pool = ThreadPool::new(workers);
    let latch = Arc::new(Latch {
        left: Mutex::new(numbers.len()),
        open: Condvar::new(),
    });
    let slots: Vec<Arc<AtomicU64>> = numbers.iter().map(|_| Arc::default()).collect();
    for (slot, &number) in slots.iter().zip(numbers) {
        let (slot, latch) = (Arc::clone(slot), Arc::clone(&latch));
        pool.execute(move || {
            // The latch's lock orders this store before the load below.
            slot.store(number.wrapping_mul(number), Ordering::Relaxed);
            latch.count_down();
        });
    }
    latch.wait();
    slots.iter().map(|slot| slot.load(Ordering::Relaxed)).collect()
}

//! A small generic blocking queue that can be closed, and a `OnceLock` for every result.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, OnceLock};
use std::thread;

struct Queue<T> {
    items: Mutex<Option<VecDeque<T>>>,
    leftovers: Mutex<VecDeque<T>>,
    filled: Condvar,
}

impl<T> Queue<T> {
    fn new() -> Self {
        Queue {
            items: Mutex::new(Some(VecDeque::new())),
            leftovers: Mutex::new(VecDeque::new()),
            filled: Condvar::new(),
        }
    }

    fn push(&self, item: T) {
        self.items
            .lock()
            .unwrap()
            .as_mut()
            .expect("the queue is open")
            .push_back(item);
        self.filled.notify_one();
    }

    /// What is still in the queue moves to the leftovers, in order.
    fn close(&self) {
        let mut items = self.items.lock().unwrap();
        if let Some(rest) = items.take() {
            self.leftovers.lock().unwrap().extend(rest);
        }
        drop(items);
        self.filled.notify_all();
    }

    fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        while let Some(open) = items.as_mut() {
            if let Some(item) = open.pop_front() {
                return Some(item);
            }
            items = self.filled.wait(items).unwrap();
        }
        drop(items);
        self.leftovers.lock().unwrap().pop_front()
    }
}

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    queue: Arc<Queue<Job>>,
    workers: Vec<Option<thread::JoinHandle<()>>>,
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "a pool must have workers");
        let queue = Arc::new(Queue::<Job>::new());
        let worker = |_| {
            let queue = Arc::clone(&queue);
            Some(thread::spawn(move || {
                while let Some(job) = queue.pop() {
                    if catch_unwind(AssertUnwindSafe(job)).is_err() {
                        eprintln!("a job panicked");
                    }
                }
            }))
        };
        let workers = (0..workers).map(worker).collect();
        ThreadPool { queue, workers }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        self.queue.push(Box::new(job));
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.queue.close();
        for worker in &mut self.workers {
            if let Some(handle) = worker.take() {
                handle.join().expect("workers do not panic");
            }
        }
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let slots: Arc<Vec<OnceLock<u64>>> = Arc::new(vec![OnceLock::new(); numbers.len()]);
    {
        let pool = ThreadPool::new(workers);
        for (index, &number) in numbers.iter().enumerate() {
            let slots = Arc::clone(&slots);
            pool.execute(move || {
                slots[index]
                    .set(number.wrapping_mul(number))
                    .expect("each slot is filled once");
            });
        }
    }
    slots
        .iter()
        .map(|slot| *slot.get().expect("the pool has run every job"))
        .collect()
}

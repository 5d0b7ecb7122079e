//! One coordinator thread owns the receiver and a `thread::scope`; the workers are scoped threads that borrow it.
//! Dropping the pool joins the coordinator, and its scope joins the workers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    sender: Option<Sender<Job>>,
    coordinator: Option<thread::JoinHandle<()>>,
}

fn run_all(receiver: &Mutex<Receiver<Job>>) {
    let next = || receiver.lock().unwrap().recv().ok();
    for job in std::iter::from_fn(next) {
        catch_unwind(AssertUnwindSafe(job)).unwrap_or_default();
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "ThreadPool::new(0)");
        let (sender, receiver) = channel();
        let receiver = Mutex::new(receiver);
        let coordinator = thread::spawn(move || {
            thread::scope(|scope| {
                for _ in 0..workers {
                    scope.spawn(|| run_all(&receiver));
                }
            });
        });
        ThreadPool {
            sender: Some(sender),
            coordinator: Some(coordinator),
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let sender = self.sender.as_ref().expect("open");
        sender.send(Box::new(job)).expect("the coordinator lives");
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.sender.take();
        self.coordinator.take().map(thread::JoinHandle::join);
    }
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    let slots: std::sync::Arc<[AtomicU64]> = numbers.iter().map(|_| AtomicU64::new(0)).collect();
    let pool = ThreadPool::new(workers);
    for (index, &number) in numbers.iter().enumerate() {
        let slots = slots.clone();
        // Relaxed is enough: the joins in the pool's drop come between this store and the loads.
        pool.execute(move || slots[index].store(number.wrapping_mul(number), Ordering::Relaxed));
    }
    drop(pool);
    slots.iter().map(|slot| slot.load(Ordering::Relaxed)).collect()
}

//! `squares` is one call of a generic `map`, which collects through a bounded channel that holds every result; a
//! `LazyLock` static numbers the pools for the threads' names.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel, sync_channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

static POOLS: LazyLock<AtomicUsize> = LazyLock::new(|| AtomicUsize::new(1));

trait Job: Send {
    fn run(self: Box<Self>);
}

impl<F: FnOnce() + Send> Job for F {
    fn run(self: Box<Self>) {
        self();
    }
}

pub struct ThreadPool {
    jobs: Mutex<Option<Sender<Box<dyn Job>>>>,
    handles: Vec<JoinHandle<()>>,
}

fn body(jobs: Arc<Mutex<Receiver<Box<dyn Job>>>>) {
    loop {
        let received = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        if let Ok(job) = received {
            catch_unwind(AssertUnwindSafe(|| job.run())).ok();
        } else {
            break;
        }
    }
}

impl ThreadPool {
    pub fn new(workers: usize) -> ThreadPool {
        assert!(workers > 0, "workers must be at least 1");
        let pool = POOLS.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = channel();
        let receiver = Arc::new(Mutex::new(receiver));
        let handles = (0..workers)
            .map(|worker| Builder::new().name(format!("pool {pool}, worker {worker}")))
            .map(|builder| {
                builder.spawn({
                    let receiver = receiver.clone();
                    move || body(receiver)
                })
            })
            .collect::<Result<_, _>>()
            .expect("the system has threads");
        ThreadPool {
            jobs: Mutex::new(Some(sender)),
            handles,
        }
    }

    pub fn execute(&self, job: impl FnOnce() + Send + 'static) {
        let jobs = self.jobs.lock().unwrap();
        let sender = jobs.as_ref().unwrap();
        assert!(sender.send(Box::new(job)).is_ok());
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner).take();
        std::mem::take(&mut self.handles)
            .into_iter()
            .map(JoinHandle::join)
            .for_each(drop);
    }
}

fn map<T, R>(items: &[T], workers: usize, f: fn(T) -> R) -> Vec<R>
where
    T: Copy + Send + 'static,
    R: Send + 'static,
{
    let pool = ThreadPool::new(workers);
    let (sender, receiver) = sync_channel(items.len());
    for (index, &item) in items.iter().enumerate() {
        let sender = sender.clone();
        pool.execute(move || {
            sender.send((index, f(item))).ok();
        });
    }
    drop((pool, sender));
    let mut results: Vec<Option<R>> = items.iter().map(|_| None).collect();
    receiver
        .into_iter()
        .for_each(|(index, result)| results[index] = Some(result));
    results.into_iter().map(Option::unwrap).collect()
}

pub fn squares(numbers: &[u64], workers: usize) -> Vec<u64> {
    map(numbers, workers, |number| number.wrapping_mul(number))
}

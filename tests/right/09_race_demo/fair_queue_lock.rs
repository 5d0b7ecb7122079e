//! A fair lock: who comes too late stands in a queue and parks, and who leaves hands the lock to the first of the queue.
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

struct Waiter {
    thread: Thread,
    has_it: AtomicBool,
}

#[derive(Default)]
struct Inside {
    held: bool,
    queue: VecDeque<Arc<Waiter>>,
}

#[derive(Default)]
struct FairLock(Mutex<Inside>);

impl FairLock {
    fn acquire(&self) {
        let waiter = {
            let mut inside = self.0.lock().unwrap();
            if !inside.held {
                inside.held = true;
                return;
            }
            let waiter = Arc::new(Waiter {
                thread: thread::current(),
                has_it: AtomicBool::new(false),
            });
            inside.queue.push_back(Arc::clone(&waiter));
            waiter
        };
        while !waiter.has_it.load(Ordering::Acquire) {
            thread::park();
        }
    }

    fn release(&self) {
        let mut inside = self.0.lock().unwrap();
        match inside.queue.pop_front() {
            None => inside.held = false,
            Some(next) => {
                next.has_it.store(true, Ordering::Release);
                next.thread.unpark();
            }
        }
    }
}

struct Shared {
    lock: Option<FairLock>,
    count: AtomicUsize,
}

fn run(threads: usize, times: usize, lock: Option<FairLock>) -> usize {
    let shared = Arc::new(Shared {
        lock,
        count: AtomicUsize::new(0),
    });
    let handles: Vec<_> = (0..threads)
        .map(|_| {
            let shared = Arc::clone(&shared);
            thread::spawn(move || {
                for _ in 0..times {
                    shared.lock.as_ref().inspect(|lock| lock.acquire());
                    let before = shared.count.load(Ordering::Relaxed);
                    shared.count.store(before + 1, Ordering::Relaxed);
                    shared.lock.as_ref().inspect(|lock| lock.release());
                }
            })
        })
        .collect();
    handles.into_iter().for_each(|h| h.join().unwrap());
    shared.count.load(Ordering::Relaxed)
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    run(threads, times, None)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    run(threads, times, Some(FairLock::default()))
}

pub fn compare(threads: usize, times: usize) -> Comparison {
    Comparison {
        expected: threads * times,
        without_lock: count_without_lock(threads, times),
        with_lock: count_with_lock(threads, times),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    pub expected: usize,
    pub without_lock: usize,
    pub with_lock: usize,
}

//! A lock of one's own: whoever leaves hands it to the first in the queue, who sleeps in `park`.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

struct Waiter {
    thread: Thread,
    granted: AtomicBool,
}

#[derive(Default)]
struct Line {
    held: bool,
    queue: VecDeque<Arc<Waiter>>,
}

#[derive(Default)]
struct HandoffLock(Mutex<Line>);

impl HandoffLock {
    fn with<R>(&self, critical: impl FnOnce() -> R) -> R {
        self.enter();
        let result = critical();
        self.leave();
        result
    }

    fn enter(&self) {
        let mut line = self.0.lock().unwrap();
        if !line.held {
            line.held = true;
            return;
        }
        let waiter = Arc::new(Waiter { thread: thread::current(), granted: AtomicBool::new(false) });
        line.queue.push_back(Arc::clone(&waiter));
        drop(line);
        while !waiter.granted.load(Ordering::Acquire) {
            thread::park();
        }
    }

    fn leave(&self) {
        let mut line = self.0.lock().unwrap();
        match line.queue.pop_front() {
            Some(waiter) => {
                waiter.granted.store(true, Ordering::Release);
                waiter.thread.unpark();
            }
            None => line.held = false,
        }
    }
}

#[derive(Default)]
struct Tally(AtomicUsize);

impl Tally {
    fn bump(&self) {
        let now = self.0.load(Ordering::Relaxed);
        let _old = self.0.swap(now + 1, Ordering::Relaxed);
    }
}

pub fn count_without_lock(threads: usize, times: usize) -> usize {
    let tally = Arc::new(Tally::default());
    let spawn = |_| thread::spawn({ let tally = tally.clone(); move || for _ in 0..times { tally.bump() } });
    let all: Box<[_]> = (0..threads).map(spawn).collect();
    all.into_iter().try_for_each(|t| t.join()).unwrap();
    tally.0.load(Ordering::Relaxed)
}

pub fn count_with_lock(threads: usize, times: usize) -> usize {
    let shared = Arc::new((HandoffLock::default(), Tally::default()));
    let spawn = |_| thread::spawn({ let shared = shared.clone(); move || for _ in 0..times { shared.0.with(|| shared.1.bump()) } });
    let all: Box<[_]> = (0..threads).map(spawn).collect();
    all.into_iter().try_for_each(|t| t.join()).unwrap();
    shared.1.0.load(Ordering::Relaxed)
}

/// Runs both and reports what each should have counted and what it did.
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

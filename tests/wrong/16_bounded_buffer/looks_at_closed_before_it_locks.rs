//! kind: wrong_result
//! `push` looks whether it is closed before it has the lock. `close` and a `pop` that says `None` can come between, and the item goes in
//! nevertheless.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};

struct Inner<T> {
    queue: VecDeque<T>,
}
pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    not_empty: Condvar,
    not_full: Condvar,
    closed: AtomicBool,
    capacity: usize,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            inner: Mutex::new(Inner { queue: VecDeque::new() }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            closed: AtomicBool::new(false),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        if self.closed.load(SeqCst) {
            return Err(Closed(item));
        }
        let mut inner = self.inner.lock().unwrap(); //~
        while inner.queue.len() >= self.capacity {
            if self.closed.load(SeqCst) {
                return Err(Closed(item));
            }
            inner = self.not_full.wait(inner).unwrap();
            if self.closed.load(SeqCst) {
                return Err(Closed(item));
            }
        }
        inner.queue.push_back(item); //~
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.queue.is_empty() && !self.closed.load(SeqCst) {
            inner = self.not_empty.wait(inner).unwrap();
        }
        let item = inner.queue.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        let _inner = self.inner.lock().unwrap();
        self.closed.store(true, SeqCst);
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}

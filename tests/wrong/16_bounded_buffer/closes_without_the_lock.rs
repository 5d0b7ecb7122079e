//! kind: lost_wakeup
//! The closed flag is an atomic, and `close` sets it and notifies without the lock: between a consumer's look at the flag and its
//! wait, the notify wakes nobody.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    items: Mutex<VecDeque<T>>,
    not_empty: Condvar,
    not_full: Condvar,
    closed: AtomicBool,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "BoundedBuffer::new(0)");
        BoundedBuffer {
            items: Mutex::new(VecDeque::with_capacity(capacity)),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            closed: AtomicBool::new(false),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut items = self.items.lock().unwrap();
        loop {
            if self.closed.load(Ordering::Acquire) {
                return Err(Closed(item));
            }
            if items.len() < self.capacity {
                items.push_back(item);
                self.not_empty.notify_one();
                return Ok(());
            }
            items = self.not_full.wait(items).unwrap(); //~
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        loop {
            if let Some(item) = items.pop_front() {
                self.not_full.notify_one();
                return Some(item);
            }
            if self.closed.load(Ordering::Acquire) {
                return None;
            }
            items = self.not_empty.wait(items).unwrap(); //~
        }
    }

    pub fn close(&self) {
        self.closed.store(true, Ordering::Release); //~
        self.not_empty.notify_all(); //~
        self.not_full.notify_all(); //~
    }
}

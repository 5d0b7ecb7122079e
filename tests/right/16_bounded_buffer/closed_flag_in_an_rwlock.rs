//! Whether it is closed stands in an `RwLock` of its own. `close` changes it alone, and then passes once through the queue's lock, so
//! that nobody is between looking and waiting when it notifies.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, RwLock};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    queue: Mutex<VecDeque<T>>,
    closed: RwLock<bool>,
    less: Condvar,
    more: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            queue: Mutex::new(VecDeque::new()),
            closed: RwLock::new(false),
            less: Condvar::new(),
            more: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut queue = self.queue.lock().unwrap();
        loop {
            if *self.closed.read().unwrap() {
                return Err(Closed(item));
            }
            if queue.len() < self.capacity {
                queue.push_back(item);
                self.more.notify_one();
                return Ok(());
            }
            queue = self.less.wait(queue).unwrap();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut queue = self.queue.lock().unwrap();
        loop {
            if let Some(item) = queue.pop_front() {
                self.less.notify_one();
                return Some(item);
            }
            if *self.closed.read().unwrap() {
                return None;
            }
            queue = self.more.wait(queue).unwrap();
        }
    }

    pub fn close(&self) {
        *self.closed.write().unwrap() = true;
        drop(self.queue.lock().unwrap());
        self.less.notify_all();
        self.more.notify_all();
    }
}

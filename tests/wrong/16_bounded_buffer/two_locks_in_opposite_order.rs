//! kind: deadlock
//! The items and the flag have a lock each. `push` takes the items' first, `close` the flag's: each gets one and waits for the other.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    items: Mutex<VecDeque<T>>,
    closed: Mutex<bool>,
    changed: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity must be > 0");
        BoundedBuffer {
            items: Mutex::new(VecDeque::new()),
            closed: Mutex::new(false),
            changed: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut items = self.items.lock().unwrap(); //~
        loop {
            if *self.closed.lock().unwrap() {
                return Err(Closed(item));
            }
            if items.len() < self.capacity {
                break;
            }
            items = self.changed.wait(items).unwrap();
        }
        items.push_back(item);
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap(); //~
        while items.is_empty() && !*self.closed.lock().unwrap() {
            items = self.changed.wait(items).unwrap();
        }
        let item = items.pop_front();
        self.changed.notify_all();
        item
    }

    pub fn close(&self) {
        let mut closed = self.closed.lock().unwrap(); //~
        let items = self.items.lock().unwrap(); //~
        *closed = true;
        self.changed.notify_all();
        drop(items);
    }
}

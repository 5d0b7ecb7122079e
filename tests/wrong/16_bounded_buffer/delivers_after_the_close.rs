//! kind: wrong_result
//! `push` reserves a place, gives the lock back, and puts the item in later, without a second look: `close` and a `pop` that says `None` can
//! come between, and the item stays inside.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

struct Inner<T> {
    queue: VecDeque<T>,
    reserved: usize, // places
    closed: bool,
}
pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    not_empty: Condvar,
    not_full: Condvar,
    capacity: usize,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            inner: Mutex::new(Inner {
                queue: VecDeque::new(),
                reserved: 0,
                closed: false,
            }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        while inner.queue.len() + inner.reserved >= self.capacity && !inner.closed {
            inner = self.not_full.wait(inner).unwrap();
        }
        if inner.closed {
            return Err(Closed(item));
        }
        inner.reserved += 1;
        drop(inner);
        self.deliver(item); //~
        Ok(())
    }

    fn deliver(&self, item: T) {
        let mut inner = self.inner.lock().unwrap();
        inner.reserved -= 1;
        inner.queue.push_back(item); //~
        self.not_empty.notify_one();
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.queue.is_empty() && !inner.closed {
            inner = self.not_empty.wait(inner).unwrap();
        }
        let item = inner.queue.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}

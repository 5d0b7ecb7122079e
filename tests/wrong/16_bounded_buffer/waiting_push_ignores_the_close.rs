//! kind: deadlock
//! A push asks whether the buffer is closed when it comes and when it has room. One that waits for room is woken by `close`, finds
//! the buffer still full, and goes back to sleep: nobody will take anything out.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
struct Inner<T> {
    buffer: VecDeque<T>,
    closed: bool,
}

#[derive(Debug)]
pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    not_full: Condvar,
    not_empty: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "BoundedBuffer needs a capacity");
        BoundedBuffer {
            inner: Mutex::new(Inner {
                buffer: VecDeque::new(),
                closed: false,
            }),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.closed {
            return Err(Closed(item));
        }
        while inner.buffer.len() == self.capacity {
            inner = self.not_full.wait(inner).unwrap(); //~
        }
        if inner.closed {
            return Err(Closed(item));
        }
        inner.buffer.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.buffer.is_empty() && !inner.closed {
            inner = self.not_empty.wait(inner).unwrap();
        }
        let item = inner.buffer.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        self.not_full.notify_all(); //~
        self.not_empty.notify_all();
    }
}

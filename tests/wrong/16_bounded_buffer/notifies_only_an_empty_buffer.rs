//! kind: deadlock
//! `push` notifies only when the buffer was empty before, because only then can somebody be waiting. Two consumers wait, two items
//! come one right after the other, and only the first wakes one of them.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    not_empty: Condvar,
    not_full: Condvar,
    capacity: usize,
}

struct Inner<T> {
    deque: VecDeque<T>,
    closed: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            inner: Mutex::new(Inner {
                deque: VecDeque::with_capacity(capacity),
                closed: false,
            }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        while inner.deque.len() == self.capacity && !inner.closed {
            inner = self.not_full.wait(inner).unwrap();
        }
        if inner.closed {
            return Err(Closed(item));
        }
        let was_empty = inner.deque.is_empty(); //~
        inner.deque.push_back(item);
        if was_empty {
            self.not_empty.notify_one(); //~
        }
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.deque.is_empty() && !inner.closed {
            inner = self.not_empty.wait(inner).unwrap(); //~
        }
        let item = inner.deque.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        self.inner.lock().unwrap().closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}

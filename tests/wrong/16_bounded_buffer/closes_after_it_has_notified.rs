//! kind: lost_wakeup
//! `close` calls everybody and only then sets the flag. Who looks in between sees an open buffer, waits, and is not called again.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    changed: Condvar,
}

struct Inner<T> {
    queue: VecDeque<T>,
    capacity: usize,
    closed: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let inner = Inner {
            queue: VecDeque::new(),
            capacity,
            closed: false,
        };
        BoundedBuffer {
            inner: Mutex::new(inner),
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        while inner.queue.len() >= inner.capacity && !inner.closed {
            inner = self.changed.wait(inner).unwrap(); //~
        }
        if inner.closed {
            return Err(Closed(item));
        }
        inner.queue.push_back(item);
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.queue.is_empty() && !inner.closed {
            inner = self.changed.wait(inner).unwrap(); //~
        }
        let item = inner.queue.pop_front();
        self.changed.notify_all();
        item
    }

    pub fn close(&self) {
        self.changed.notify_all(); //~
        self.inner.lock().unwrap().closed = true; //~
    }
}

//! kind: wrong_result
//! `close` turns the switch instead of setting it: a second call opens the buffer again.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inner: Mutex<(VecDeque<T>, bool)>,
    changed: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            inner: Mutex::new((VecDeque::new(), true)),
            changed: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        while inner.0.len() == self.capacity && inner.1 {
            inner = self.changed.wait(inner).unwrap();
        }
        let (items, open) = &mut *inner;
        if !*open {
            return Err(Closed(item));
        }
        items.push_back(item);
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.0.is_empty() && inner.1 {
            inner = self.changed.wait(inner).unwrap();
        }
        let item = inner.0.pop_front();
        self.changed.notify_all();
        item
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.1 = !inner.1; //~
        self.changed.notify_all();
    }
}

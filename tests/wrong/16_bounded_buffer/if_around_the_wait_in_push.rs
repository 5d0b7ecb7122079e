//! kind: wrong_result
//! `push` believes that it has been woken because there is room. A condition variable may wake for no reason, and then
//! one item too many goes in.

use std::collections::LinkedList;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inner: Mutex<(LinkedList<T>, bool)>,
    changed: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert_ne!(capacity, 0);
        BoundedBuffer {
            inner: Mutex::new((LinkedList::new(), false)),
            changed: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.0.len() >= self.capacity && !inner.1 {
            inner = self.changed.wait(inner).unwrap(); //~
        }
        if inner.1 {
            return Err(Closed(item));
        }
        inner.0.push_back(item); //~
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        loop {
            if let Some(item) = inner.0.pop_front() {
                self.changed.notify_all();
                return Some(item);
            }
            if inner.1 {
                return None;
            }
            inner = self.changed.wait(inner).unwrap();
        }
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.1 = true;
        self.changed.notify_all();
    }
}

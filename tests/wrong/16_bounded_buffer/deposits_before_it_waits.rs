//! kind: wrong_result
//! `push` puts its item in first and then waits until the queue is no longer too long. When it is closed meanwhile, the item
//! stays in, and the push says `Ok`: nothing is given back, and more items are inside than there may be.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    bell: Condvar,
    capacity: usize,
}

struct Inner<T> {
    items: VecDeque<T>,
    put: usize,
    taken: usize,
    closed: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let inner = Inner {
            items: VecDeque::new(),
            put: 0,
            taken: 0,
            closed: false,
        };
        BoundedBuffer {
            inner: Mutex::new(inner),
            bell: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.closed {
            return Err(Closed(item));
        }
        inner.items.push_back(item); //~
        inner.put += 1;
        let mine = inner.put;
        self.bell.notify_all();
        while mine > inner.taken + self.capacity && !inner.closed {
            inner = self.bell.wait(inner).unwrap(); //~
        }
        Ok(()) //~
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        while inner.items.is_empty() && !inner.closed {
            inner = self.bell.wait(inner).unwrap();
        }
        let item = inner.items.pop_front()?;
        inner.taken += 1;
        self.bell.notify_all();
        Some(item)
    }

    pub fn close(&self) {
        self.inner.lock().unwrap().closed = true;
        self.bell.notify_all();
    }
}

//! kind: wrong_result
//! A push that must wait leaves its item in the queue and, when the buffer is closed, takes one out at the end again. With two of
//! them waiting, the first takes the item of the second.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    changed: Condvar,
}

struct Inner<T> {
    inside: VecDeque<T>,
    /// In front of the door.
    outside: VecDeque<T>,
    admitted: u64,
    arrived: u64,
    capacity: usize,
    closed: bool,
}

impl<T> Inner<T> {
    fn admit(&mut self) {
        while self.inside.len() < self.capacity && !self.closed {
            let Some(item) = self.outside.pop_front() else { return };
            self.inside.push_back(item);
            self.admitted += 1;
        }
    }
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "the door is always shut");
        BoundedBuffer {
            inner: Mutex::new(Inner {
                inside: VecDeque::new(),
                outside: VecDeque::new(),
                admitted: 0,
                arrived: 0,
                capacity,
                closed: false,
            }),
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        if inner.closed {
            return Err(Closed(item));
        }
        inner.outside.push_back(item);
        inner.arrived += 1;
        let number = inner.arrived;
        inner.admit();
        self.changed.notify_all();
        while inner.admitted < number {
            if inner.closed {
                let item = inner.outside.pop_back().unwrap(); //~
                return Err(Closed(item)); //~
            }
            inner = self.changed.wait(inner).unwrap();
        }
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        loop {
            if let Some(item) = inner.inside.pop_front() {
                inner.admit();
                self.changed.notify_all();
                return Some(item);
            }
            if inner.closed {
                return None;
            }
            inner = self.changed.wait(inner).unwrap();
        }
    }

    pub fn close(&self) {
        self.inner.lock().unwrap().closed = true;
        self.changed.notify_all();
    }
}

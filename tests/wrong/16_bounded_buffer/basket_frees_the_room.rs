//! kind: wrong_result
//! A consumer fetches all items into a basket of its own and lets producers fill their places again, although the items are still inside: up
//! to twice the capacity.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

struct Inner<T> {
    queue: VecDeque<T>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    basket: Mutex<VecDeque<T>>,
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
                closed: false,
            }),
            basket: Mutex::new(VecDeque::new()),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        while inner.queue.len() >= self.capacity && !inner.closed { //~
            inner = self.not_full.wait(inner).unwrap();
        }
        if inner.closed {
            return Err(Closed(item));
        }
        inner.queue.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut basket = self.basket.lock().unwrap();
        if let Some(item) = basket.pop_front() {
            return Some(item);
        }
        let mut inner = self.inner.lock().unwrap();
        while inner.queue.is_empty() && !inner.closed {
            inner = self.not_empty.wait(inner).unwrap();
        }
        std::mem::swap(&mut *basket, &mut inner.queue); //~
        self.not_full.notify_all();
        basket.pop_front()
    }

    pub fn close(&self) {
        let mut inner = self.inner.lock().unwrap();
        inner.closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}

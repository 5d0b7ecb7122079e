//! kind: wrong_result
//! An empty buffer gives `None` at once, whether it is closed or not: a consumer that is faster than its producer thinks that it is
//! all over.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    queue: Mutex<VecDeque<T>>,
    closed: Mutex<bool>,
    space: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "need some space");
        BoundedBuffer {
            queue: Mutex::new(VecDeque::new()),
            closed: Mutex::new(false),
            space: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut queue = self.queue.lock().unwrap();
        loop {
            if *self.closed.lock().unwrap() {
                return Err(Closed(item));
            }
            if queue.len() < self.capacity {
                queue.push_back(item);
                return Ok(());
            }
            queue = self.space.wait(queue).unwrap();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let item = self.queue.lock().unwrap().pop_front(); //~
        self.space.notify_one();
        item //~
    }

    pub fn close(&self) {
        let _queue = self.queue.lock().unwrap();
        *self.closed.lock().unwrap() = true;
        self.space.notify_all();
    }
}

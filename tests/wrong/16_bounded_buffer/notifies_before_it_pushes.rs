//! kind: lost_wakeup
//! `push` wakes a consumer first and puts the item in afterwards, with the lock given back in between. The consumer looks,
//! finds nothing, and goes back to sleep just before the item comes.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    queue: Mutex<VecDeque<Option<T>>>,
    closed: Mutex<bool>,
    not_empty: Condvar,
    not_full: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity 0");
        BoundedBuffer {
            queue: Mutex::new(VecDeque::new()),
            closed: Mutex::new(false),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
            capacity,
        }
    }

    fn is_closed(&self) -> bool {
        *self.closed.lock().unwrap()
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        self.not_empty.notify_one(); //~
        let mut queue = self.queue.lock().unwrap();
        while !self.is_closed() && queue.len() == self.capacity {
            queue = self.not_full.wait(queue).unwrap();
        }
        if self.is_closed() {
            return Err(Closed(item));
        }
        queue.push_back(Some(item)); //~
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut queue = self.queue.lock().unwrap();
        while !self.is_closed() && queue.is_empty() {
            queue = self.not_empty.wait(queue).unwrap(); //~
        }
        let item = queue.pop_front()?;
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        let _queue = self.queue.lock().unwrap();
        *self.closed.lock().unwrap() = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }
}

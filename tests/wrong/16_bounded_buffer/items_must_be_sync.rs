//! kind: does_not_compile
//! The items stand behind an `RwLock`, which lets several threads look at them at the same time, and so asks that they be `Sync`. An
//! item that may only be handed from one thread to another (`T: Send`, a `Cell` say) doesn't fit in.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, RwLock};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    items: RwLock<VecDeque<T>>,
    closed: Mutex<bool>,
    changed: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            items: RwLock::new(VecDeque::new()),
            closed: Mutex::new(false),
            changed: Condvar::new(),
            capacity,
        }
    }

    fn is_full(&self) -> bool {
        self.items.read().unwrap().len() == self.capacity
    }

    fn is_empty(&self) -> bool {
        self.items.read().unwrap().is_empty()
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let closed = self.closed.lock().unwrap();
        let closed = self
            .changed
            .wait_while(closed, |closed| self.is_full() && !*closed)
            .unwrap();
        if *closed {
            return Err(Closed(item));
        }
        self.items.write().unwrap().push_back(item);
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let closed = self.closed.lock().unwrap();
        let _closed = self
            .changed
            .wait_while(closed, |closed| self.is_empty() && !*closed)
            .unwrap();
        let item = self.items.write().unwrap().pop_front();
        self.changed.notify_all();
        item
    }

    pub fn close(&self) {
        *self.closed.lock().unwrap() = true;
        self.changed.notify_all();
    }
}

//! kind: wrong_result
//! The length is an atomic beside the queue. A producer that finds the last place free counts it as taken only later, when it has
//! the queue's lock, and by then another one has gone in.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    items: Mutex<VecDeque<T>>,
    len: AtomicUsize,
    closed: AtomicBool,
    capacity: usize,
    wake: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a capacity of 0 makes no sense");
        BoundedBuffer {
            items: Mutex::default(),
            len: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            capacity,
            wake: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        if self.len.load(SeqCst) >= self.capacity {
            let items = self.items.lock().unwrap();
            let full = |_: &mut VecDeque<T>| self.len.load(SeqCst) >= self.capacity && !self.closed.load(SeqCst);
            drop(self.wake.wait_while(items, full).unwrap());
        }
        let mut items = self.items.lock().unwrap(); //~
        if self.closed.load(SeqCst) {
            return Err(Closed(item));
        }
        items.push_back(item); //~
        self.len.fetch_add(1, SeqCst); //~
        self.wake.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let items = self.items.lock().unwrap();
        let empty = |items: &mut VecDeque<T>| items.is_empty() && !self.closed.load(SeqCst);
        let item = self.wake.wait_while(items, empty).unwrap().pop_front();
        if item.is_some() {
            let _items = self.items.lock().unwrap();
            self.len.fetch_sub(1, SeqCst);
            self.wake.notify_all();
        }
        item
    }

    pub fn close(&self) {
        let _items = self.items.lock().unwrap();
        self.closed.store(true, SeqCst);
        self.wake.notify_all();
    }
}

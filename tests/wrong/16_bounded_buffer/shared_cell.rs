//! kind: does_not_compile
//! A `RefCell` lets one thread change what it only borrows, as a Python object would. Threads can't share it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    items: RefCell<VecDeque<T>>,
    closed: Cell<bool>,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            items: RefCell::new(VecDeque::new()),
            closed: Cell::new(false),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        while self.items.borrow().len() == self.capacity && !self.closed.get() {
            thread::park();
        }
        if self.closed.get() {
            return Err(Closed(item));
        }
        self.items.borrow_mut().push_back(item);
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        while self.items.borrow().is_empty() && !self.closed.get() {
            thread::park();
        }
        self.items.borrow_mut().pop_front()
    }

    pub fn close(&self) {
        self.closed.set(true);
    }
}

//! kind: deadlock
//! `close` wakes one producer and one consumer. When two consumers wait, the other one sleeps for ever.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Shelf<T> {
    items: VecDeque<T>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    capacity: usize,
    shelf: Mutex<Shelf<T>>,
    item_came: Condvar,
    item_left: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        if capacity == 0 {
            panic!("the capacity must not be 0");
        }
        BoundedBuffer {
            capacity,
            shelf: Mutex::new(Shelf {
                items: VecDeque::new(),
                closed: false,
            }),
            item_came: Condvar::new(),
            item_left: Condvar::new(),
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Shelf<T>> {
        self.shelf.lock().unwrap()
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let full = |shelf: &mut Shelf<T>| shelf.items.len() == self.capacity && !shelf.closed;
        let mut shelf = self.item_left.wait_while(self.shelf(), full).unwrap();
        if shelf.closed {
            return Err(Closed(item));
        }
        shelf.items.push_back(item);
        drop(shelf);
        self.item_came.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let empty = |shelf: &mut Shelf<T>| shelf.items.is_empty() && !shelf.closed;
        let mut shelf = self.item_came.wait_while(self.shelf(), empty).unwrap(); //~
        let item = shelf.items.pop_front()?;
        drop(shelf);
        self.item_left.notify_one();
        Some(item)
    }

    pub fn close(&self) {
        self.shelf().closed = true;
        self.item_came.notify_one(); //~
        self.item_left.notify_one();
    }
}

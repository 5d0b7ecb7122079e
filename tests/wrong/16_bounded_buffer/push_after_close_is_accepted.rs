//! kind: wrong_result
//! `close` only matters to `pop`. A producer that comes later still puts its item in.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    items: Mutex<Items<T>>,
    less: Condvar,
    more: Condvar,
    max: usize,
}

struct Items<T> {
    list: VecDeque<T>,
    finished: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            items: Mutex::new(Items {
                list: VecDeque::new(),
                finished: false,
            }),
            less: Condvar::new(),
            more: Condvar::new(),
            max: capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut items = self.items.lock().unwrap();
        while items.list.len() == self.max {
            if items.finished {
                return Err(Closed(item));
            }
            items = self.less.wait(items).unwrap();
        }
        items.list.push_back(item); //~
        self.more.notify_one();
        Ok(()) //~
    }

    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        while items.list.is_empty() {
            if items.finished {
                return None;
            }
            items = self.more.wait(items).unwrap();
        }
        self.less.notify_one();
        items.list.pop_front()
    }

    pub fn close(&self) {
        self.items.lock().unwrap().finished = true;
        self.less.notify_all();
        self.more.notify_all();
    }
}

//! kind: deadlock
//! `pop` wakes the producers only when it has taken the last item, so that they can fill the buffer up in one go. Until then a
//! producer waits although there is room.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    batch: Mutex<Batch<T>>,
    refill: Condvar,
    arrived: Condvar,
}

struct Batch<T> {
    items: VecDeque<T>,
    size: usize,
    over: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a batch has a size");
        BoundedBuffer {
            batch: Mutex::new(Batch {
                items: VecDeque::with_capacity(capacity),
                size: capacity,
                over: false,
            }),
            refill: Condvar::new(),
            arrived: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut batch = self.batch.lock().unwrap();
        while batch.items.len() == batch.size && !batch.over {
            batch = self.refill.wait(batch).unwrap(); //~
        }
        if batch.over {
            return Err(Closed(item));
        }
        batch.items.push_back(item);
        self.arrived.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut batch = self.batch.lock().unwrap();
        while batch.items.is_empty() && !batch.over {
            batch = self.arrived.wait(batch).unwrap();
        }
        let item = batch.items.pop_front();
        if batch.items.is_empty() {
            self.refill.notify_all(); //~
        }
        item
    }

    pub fn close(&self) {
        self.batch.lock().unwrap().over = true;
        self.refill.notify_all();
        self.arrived.notify_all();
    }
}

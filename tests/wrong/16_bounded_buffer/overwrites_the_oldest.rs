//! kind: wrong_result
//! A full ring buffer makes room by dropping its oldest item, as one does with measurements. Here that item is lost.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    ring: Mutex<(VecDeque<T>, bool)>,
    filled: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "deque(maxlen=0) keeps nothing");
        BoundedBuffer {
            ring: Mutex::new((VecDeque::with_capacity(capacity), false)),
            filled: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut ring = self.ring.lock().unwrap();
        if ring.1 {
            return Err(Closed(item));
        }
        if ring.0.len() == self.capacity {
            ring.0.pop_front(); //~
        }
        ring.0.push_back(item);
        self.filled.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let ring = self.ring.lock().unwrap();
        let mut ring = self
            .filled
            .wait_while(ring, |(items, closed)| items.is_empty() && !*closed)
            .unwrap();
        ring.0.pop_front()
    }

    pub fn close(&self) {
        self.ring.lock().unwrap().1 = true;
        self.filled.notify_all();
    }
}

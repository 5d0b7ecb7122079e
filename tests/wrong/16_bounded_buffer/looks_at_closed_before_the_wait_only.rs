//! kind: wrong_result
//! A push that waits at the full buffer is woken by `close` and leaves its loop, but then puts its item in all the same: one too
//! many, and into a closed buffer.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    data: Mutex<Data<T>>,
    popped: Condvar,
    pushed: Condvar,
}

struct Data<T> {
    queue: VecDeque<T>,
    limit: usize,
    closed: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "limit is zero");
        BoundedBuffer {
            data: Mutex::new(Data {
                queue: VecDeque::new(),
                limit: capacity,
                closed: false,
            }),
            popped: Condvar::new(),
            pushed: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let data = self.data.lock().unwrap();
        if data.closed {
            return Err(Closed(item));
        }
        let mut data = self
            .popped
            .wait_while(data, |data| !data.closed && data.queue.len() >= data.limit) //~
            .unwrap();
        data.queue.push_back(item); //~
        self.pushed.notify_one();
        Ok(()) //~
    }

    pub fn pop(&self) -> Option<T> {
        let data = self.data.lock().unwrap();
        let mut data = self
            .pushed
            .wait_while(data, |data| !data.closed && data.queue.is_empty())
            .unwrap();
        let item = data.queue.pop_front();
        self.popped.notify_one();
        item
    }

    pub fn close(&self) {
        self.data.lock().unwrap().closed = true;
        self.popped.notify_all();
        self.pushed.notify_all();
    }
}

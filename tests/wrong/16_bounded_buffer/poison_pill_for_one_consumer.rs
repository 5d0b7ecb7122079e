//! kind: deadlock
//! `close` puts a `None` at the end of the queue, as one does with a Python `Queue`. The consumer that takes it out stops, and all
//! others wait for a pill of their own.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Queue<T> {
    items: VecDeque<Option<T>>,
    shut: bool,
}

pub struct BoundedBuffer<T> {
    queue: Mutex<Queue<T>>,
    put: Condvar,
    got: Condvar,
    maxsize: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "maxsize must be positive");
        BoundedBuffer {
            queue: Mutex::new(Queue {
                items: VecDeque::new(),
                shut: false,
            }),
            put: Condvar::new(),
            got: Condvar::new(),
            maxsize: capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut queue = self.queue.lock().unwrap();
        while !queue.shut && queue.items.len() >= self.maxsize {
            queue = self.got.wait(queue).unwrap();
        }
        if queue.shut {
            return Err(Closed(item));
        }
        queue.items.push_back(Some(item));
        self.put.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut queue = self.queue.lock().unwrap();
        while queue.items.is_empty() {
            queue = self.put.wait(queue).unwrap(); //~
        }
        self.got.notify_one();
        queue.items.pop_front().unwrap()
    }

    pub fn close(&self) {
        let mut queue = self.queue.lock().unwrap();
        if !queue.shut {
            queue.shut = true;
            queue.items.push_back(None); //~
        }
        self.put.notify_all();
        self.got.notify_all();
    }
}

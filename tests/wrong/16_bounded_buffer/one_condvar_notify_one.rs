//! kind: deadlock
//! Producers and consumers wait on the same `Condvar`, and each change wakes one of them. With several of both, a push may wake
//! another producer, which goes back to sleep, while the consumer that the item is for sleeps on.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Queue<T> {
    items: VecDeque<T>,
    open: bool,
}

pub struct BoundedBuffer<T> {
    queue: Mutex<Queue<T>>,
    condition: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let queue = Queue {
            items: VecDeque::new(),
            open: true,
        };
        BoundedBuffer {
            queue: Mutex::new(queue),
            condition: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut queue = self.queue.lock().unwrap();
        while queue.open && queue.items.len() == self.capacity {
            queue = self.condition.wait(queue).unwrap(); //~
        }
        if !queue.open {
            return Err(Closed(item));
        }
        queue.items.push_back(item);
        self.condition.notify_one(); //~
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut queue = self.queue.lock().unwrap();
        while queue.open && queue.items.is_empty() {
            queue = self.condition.wait(queue).unwrap(); //~
        }
        let item = queue.items.pop_front();
        self.condition.notify_one(); //~
        item
    }

    pub fn close(&self) {
        self.queue.lock().unwrap().open = false;
        self.condition.notify_all();
    }
}

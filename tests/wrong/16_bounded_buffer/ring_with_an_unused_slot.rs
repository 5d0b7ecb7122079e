//! kind: deadlock
//! A ring that tells "full" from "empty" by leaving one slot free, as in the book. But it has only `capacity` slots, so the last
//! item that should fit waits, with capacity 1 the very first.

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Ring<T> {
    slots: Vec<Option<T>>,
    head: usize,
    tail: usize,
    closed: bool,
}

impl<T> Ring<T> {
    fn after(&self, index: usize) -> usize {
        (index + 1) % self.slots.len()
    }
}

pub struct BoundedBuffer<T> {
    ring: Mutex<Ring<T>>,
    not_full: Condvar,
    not_empty: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a ring has slots");
        BoundedBuffer {
            ring: Mutex::new(Ring {
                slots: (0..capacity).map(|_| None).collect(), //~
                head: 0,
                tail: 0,
                closed: false,
            }),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut ring = self.ring.lock().unwrap();
        while ring.after(ring.tail) == ring.head && !ring.closed {
            ring = self.not_full.wait(ring).unwrap(); //~
        }
        if ring.closed {
            return Err(Closed(item));
        }
        let tail = ring.tail;
        ring.slots[tail] = Some(item);
        ring.tail = ring.after(tail);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut ring = self.ring.lock().unwrap();
        while ring.head == ring.tail {
            if ring.closed {
                return None;
            }
            ring = self.not_empty.wait(ring).unwrap();
        }
        let head = ring.head;
        let item = ring.slots[head].take();
        ring.head = ring.after(head);
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        self.ring.lock().unwrap().closed = true;
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

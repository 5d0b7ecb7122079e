//! A ring of `capacity` slots, a head and a length, all under one lock; two `Condvar`s, notified after the lock is given back.

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Ring<T> {
    slots: Box<[Option<T>]>,
    head: usize,
    len: usize,
    closed: bool,
}

impl<T> Ring<T> {
    fn put(&mut self, item: T) -> Result<(), T> {
        if self.len == self.slots.len() {
            return Err(item);
        }
        let tail = (self.head + self.len) % self.slots.len();
        self.slots[tail] = Some(item);
        self.len += 1;
        Ok(())
    }

    fn take(&mut self) -> Option<T> {
        let item = self.slots[self.head].take()?;
        self.head = (self.head + 1) % self.slots.len();
        self.len -= 1;
        Some(item)
    }
}

pub struct BoundedBuffer<T> {
    ring: Mutex<Ring<T>>,
    put: Condvar,
    taken: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "the ring has no slots");
        BoundedBuffer {
            ring: Mutex::new(Ring {
                slots: std::iter::repeat_with(|| None).take(capacity).collect(),
                head: 0,
                len: 0,
                closed: false,
            }),
            put: Condvar::new(),
            taken: Condvar::new(),
        }
    }

    pub fn push(&self, mut item: T) -> Result<(), Closed<T>> {
        let mut ring = self.ring.lock().unwrap();
        while !ring.closed {
            match ring.put(item) {
                Ok(()) => {
                    drop(ring);
                    self.put.notify_one();
                    return Ok(());
                }
                Err(back) => item = back,
            }
            ring = self.taken.wait(ring).unwrap();
        }
        Err(Closed(item))
    }

    pub fn pop(&self) -> Option<T> {
        let mut ring = self.ring.lock().unwrap();
        let item = loop {
            match ring.take() {
                Some(item) => break item,
                None if ring.closed => return None,
                None => ring = self.put.wait(ring).unwrap(),
            }
        };
        drop(ring);
        self.taken.notify_one();
        Some(item)
    }

    pub fn close(&self) {
        self.ring.lock().unwrap().closed = true;
        self.put.notify_all();
        self.taken.notify_all();
    }
}

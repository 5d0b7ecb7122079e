//! kind: deadlock
//! `close` wakes whoever wants to put something in, so that it gives up. A consumer that waits at the empty buffer hears
//! nothing and waits for ever.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    // `None` at the end means: closed.
    slots: Mutex<Slots<T>>,
    room: Condvar,
    goods: Condvar,
}

struct Slots<T> {
    goods: VecDeque<T>,
    free: usize,
    closed: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity >= 1, "no room at all");
        BoundedBuffer {
            slots: Mutex::new(Slots {
                goods: VecDeque::new(),
                free: capacity,
                closed: false,
            }),
            room: Condvar::new(),
            goods: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut slots = self.slots.lock().unwrap();
        while slots.free == 0 && !slots.closed {
            slots = self.room.wait(slots).unwrap();
        }
        if slots.closed {
            return Err(Closed(item));
        }
        slots.free -= 1;
        slots.goods.push_back(item);
        self.goods.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut slots = self.slots.lock().unwrap();
        while slots.goods.is_empty() && !slots.closed {
            slots = self.goods.wait(slots).unwrap(); //~
        }
        let item = slots.goods.pop_front();
        if item.is_some() {
            slots.free += 1;
            self.room.notify_one();
        }
        item
    }

    pub fn close(&self) {
        let mut slots = self.slots.lock().unwrap();
        slots.closed = true; //~
        self.room.notify_all(); //~
    }
}

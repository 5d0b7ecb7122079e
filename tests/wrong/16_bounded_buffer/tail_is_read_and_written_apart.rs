//! kind: lost_update
//! A ring of slots that each have a lock of their own. Where the next item goes is read from an atomic and written back later: two
//! producers read the same place, and one item replaces the other.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

/// What is free, what is there, and whether it is over.
struct Counts {
    free: usize,
    used: usize,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    slots: Vec<Mutex<Option<T>>>,
    head: Mutex<usize>,
    tail: AtomicUsize,
    counts: Mutex<Counts>,
    changed: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a ring without slots");
        BoundedBuffer {
            slots: (0..capacity).map(|_| Mutex::new(None)).collect(),
            head: Mutex::new(0),
            tail: AtomicUsize::new(0),
            counts: Mutex::new(Counts {
                free: capacity,
                used: 0,
                closed: false,
            }),
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let counts = self.counts.lock().unwrap();
        let mut counts = self
            .changed
            .wait_while(counts, |counts| counts.free == 0 && !counts.closed)
            .unwrap();
        if counts.closed {
            return Err(Closed(item));
        }
        counts.free -= 1;
        drop(counts);

        let tail = self.tail.load(Ordering::SeqCst); //~
        *self.slots[tail % self.slots.len()].lock().unwrap() = Some(item); //~
        self.tail.store(tail + 1, Ordering::SeqCst); //~

        self.counts.lock().unwrap().used += 1;
        self.changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut head = self.head.lock().unwrap();
        let counts = self.counts.lock().unwrap();
        let mut counts = self
            .changed
            .wait_while(counts, |counts| {
                counts.used == 0 && !(counts.closed && counts.free == self.slots.len())
            })
            .unwrap();
        if counts.used == 0 {
            return None;
        }
        let item = self.slots[*head % self.slots.len()].lock().unwrap().take();
        *head += 1;
        counts.used -= 1;
        counts.free += 1;
        self.changed.notify_all();
        item
    }

    pub fn close(&self) {
        self.counts.lock().unwrap().closed = true;
        self.changed.notify_all();
    }
}

//! Each slot of a ring has a lock and a `Condvar` of its own. Two counters hand out the numbers of the next push and the next pop, and
//! producer and consumer of a number meet at its slot.

use std::sync::{Condvar, Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Slot<T> {
    item: Option<T>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    slots: Vec<(Mutex<Slot<T>>, Condvar)>,
    // Locked before any slot, and kept while waiting there: the next in turn wait here.
    next_push: Mutex<usize>,
    next_pop: Mutex<usize>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a ring has slots");
        let slot = || {
            let slot = Slot {
                item: None,
                closed: false,
            };
            (Mutex::new(slot), Condvar::new())
        };
        BoundedBuffer {
            slots: std::iter::repeat_with(slot).take(capacity).collect(),
            next_push: Mutex::new(0),
            next_pop: Mutex::new(0),
        }
    }

    /// The slot of a number, once it is closed or what the condition asks for.
    fn slot(&self, number: usize, ready: impl Fn(&Slot<T>) -> bool) -> (MutexGuard<'_, Slot<T>>, &Condvar) {
        let (slot, changed) = &self.slots[number % self.slots.len()];
        let slot = slot.lock().unwrap();
        let slot = changed.wait_while(slot, |slot| !slot.closed && !ready(slot)).unwrap();
        (slot, changed)
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut next = self.next_push.lock().unwrap();
        let (mut slot, changed) = self.slot(*next, |slot| slot.item.is_none());
        if slot.closed {
            return Err(Closed(item));
        }
        slot.item = Some(item);
        *next += 1;
        changed.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut next = self.next_pop.lock().unwrap();
        let (mut slot, changed) = self.slot(*next, |slot| slot.item.is_some());
        let item = slot.item.take()?;
        *next += 1;
        changed.notify_all();
        Some(item)
    }

    pub fn close(&self) {
        for (slot, changed) in &self.slots {
            slot.lock().unwrap().closed = true;
            changed.notify_all();
        }
    }
}

//! kind: wrong_result
//! The positions in the ring count to 255 and begin again, with a capacity that does not divide 256.

use std::sync::{Condvar, Mutex};

struct Ring<T> {
    slots: Vec<Option<T>>,
    head: u8,
    tail: u8,
    inside: usize,
    open: bool,
}

/// A queue that holds at most `capacity` items. Whoever would have to wait, waits.
pub struct BoundedBuffer<T> {
    ring: Mutex<Ring<T>>,
    room: Condvar,
    goods: Condvar,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let slots = (0..capacity).map(|_| None).collect();
        let ring = Mutex::new(Ring { slots, head: 0, tail: 0, inside: 0, open: true });
        BoundedBuffer { ring, room: Condvar::new(), goods: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let ring = self.ring.lock().unwrap();
        let mut ring = self.room.wait_while(ring, |ring| ring.open && ring.inside == ring.slots.len()).unwrap();
        if !ring.open {
            return Err(Closed(item));
        }
        let place = usize::from(ring.tail) % ring.slots.len();
        ring.slots[place] = Some(item);
        ring.tail = ring.tail.wrapping_add(1);
        ring.inside += 1;
        self.goods.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let ring = self.ring.lock().unwrap();
        let mut ring = self.goods.wait_while(ring, |ring| ring.open && ring.inside == 0).unwrap();
        if ring.inside == 0 {
            return None;
        }
        let place = usize::from(ring.head) % ring.slots.len();
        ring.head = ring.head.wrapping_add(1);
        ring.inside -= 1;
        let item = ring.slots[place].take();
        self.room.notify_one();
        item
    }

    pub fn close(&self) {
        self.ring.lock().unwrap().open = false;
        self.room.notify_all();
        self.goods.notify_all();
    }
}

//! kind: wrong_result
//! A heap ordered by the moment of the push: what came at the same moment comes out in any order.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::{Condvar, Mutex};
use std::time::Instant;

struct Dated<T> {
    baked: Instant,
    item: T,
}

impl<T> PartialEq for Dated<T> {
    fn eq(&self, other: &Self) -> bool {
        self.baked == other.baked
    }
}

impl<T> Eq for Dated<T> {}

impl<T> PartialOrd for Dated<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Dated<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        other.baked.cmp(&self.baked) // the oldest is the greatest
    }
}

struct State<T> {
    items: BinaryHeap<Dated<T>>,
    open: bool,
}

/// A queue that holds at most `capacity` items. Whoever would have to wait, waits.
pub struct BoundedBuffer<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    room: Condvar,
    goods: Condvar,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let state = Mutex::new(State { items: BinaryHeap::new(), open: true });
        BoundedBuffer { capacity, state, room: Condvar::new(), goods: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let state = self.state.lock().unwrap();
        let mut state = self.room.wait_while(state, |state| state.open && state.items.len() == self.capacity).unwrap();
        if !state.open {
            return Err(Closed(item));
        }
        state.items.push(Dated { baked: Instant::now(), item });
        self.goods.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let state = self.state.lock().unwrap();
        let mut state = self.goods.wait_while(state, |state| state.open && state.items.is_empty()).unwrap();
        let oldest = state.items.pop()?;
        self.room.notify_one();
        Some(oldest.item)
    }

    pub fn close(&self) {
        self.state.lock().unwrap().open = false;
        self.room.notify_all();
        self.goods.notify_all();
    }
}

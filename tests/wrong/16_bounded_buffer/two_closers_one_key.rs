//! kind: panicked
//! "Closing again does nothing": close looks whether it is closed and then, in a second critical section, takes the
//! key; of two that close at the same time one finds no key and panics.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    key: Option<()>,
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
        assert!(capacity > 0, "a buffer needs a capacity");
        BoundedBuffer {
            capacity,
            state: Mutex::new(State { items: VecDeque::new(), closed: false, key: Some(()) }),
            room: Condvar::new(),
            goods: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.len() >= self.capacity {
            state = self.room.wait(state).unwrap();
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        drop(state);
        self.goods.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.is_empty() {
            state = self.goods.wait(state).unwrap();
        }
        let item = state.items.pop_front();
        drop(state);
        self.room.notify_one();
        item
    }

    pub fn close(&self) {
        if self.state.lock().unwrap().closed {
            return;
        }
        let mut state = self.state.lock().unwrap();
        state.key.take().expect("the key is there, it is not yet closed");
        state.closed = true;
        drop(state);
        self.room.notify_all();
        self.goods.notify_all();
    }
}

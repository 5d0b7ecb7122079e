//! kind: deadlock
//! The condition variables are static: where two buffers are in use, a notify for one may wake who waits at the other.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

static ROOM: Condvar = Condvar::new();
static GOODS: Condvar = Condvar::new();

struct State<T> {
    items: VecDeque<T>,
    open: bool,
}

/// A queue that holds at most `capacity` items. Whoever would have to wait, waits.
pub struct BoundedBuffer<T> {
    capacity: usize,
    state: Mutex<State<T>>,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer { capacity, state: Mutex::new(State { items: VecDeque::new(), open: true }) }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let state = self.state.lock().unwrap();
        let mut state = ROOM.wait_while(state, |state| state.open && state.items.len() == self.capacity).unwrap();
        if !state.open {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        GOODS.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let state = self.state.lock().unwrap();
        let mut state = GOODS.wait_while(state, |state| state.open && state.items.is_empty()).unwrap();
        let item = state.items.pop_front();
        ROOM.notify_one();
        item
    }

    pub fn close(&self) {
        self.state.lock().unwrap().open = false;
        ROOM.notify_all();
        GOODS.notify_all();
    }
}

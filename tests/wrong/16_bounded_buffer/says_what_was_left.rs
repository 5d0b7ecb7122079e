//! kind: wrong_output
//! Dropped with items inside, it prints how many there were.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

struct State<T> {
    items: VecDeque<T>,
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
        let state = Mutex::new(State { items: VecDeque::new(), open: true });
        BoundedBuffer { capacity, state, room: Condvar::new(), goods: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let state = self.state.lock().unwrap();
        let mut state = self.room.wait_while(state, |state| state.open && state.items.len() == self.capacity).unwrap();
        if !state.open {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.goods.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let state = self.state.lock().unwrap();
        let mut state = self.goods.wait_while(state, |state| state.open && state.items.is_empty()).unwrap();
        let item = state.items.pop_front();
        self.room.notify_one();
        item
    }

    pub fn close(&self) {
        self.state.lock().unwrap().open = false;
        self.room.notify_all();
        self.goods.notify_all();
    }
}

impl<T> Drop for BoundedBuffer<T> {
    fn drop(&mut self) {
        let left = self.state.lock().unwrap().items.len();
        if left > 0 {
            println!("{left} items were never taken");
        }
    }
}

//! kind: wrong_result
//! A push at the full buffer gives its item back at once, as if the buffer were closed, instead of waiting for room.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    arrivals: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
            }),
            arrivals: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        let closed = state.closed || state.items.len() == self.capacity; //~
        if closed {
            return Err(Closed(item)); //~
        }
        state.items.push_back(item);
        self.arrivals.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            state = self.arrivals.wait(state).unwrap();
        }
        state.items.pop_front()
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.arrivals.notify_all();
    }
}

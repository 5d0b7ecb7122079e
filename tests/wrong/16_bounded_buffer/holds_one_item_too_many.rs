//! kind: wrong_result
//! `>` instead of `>=`: the buffer counts as full only when it holds one item more than its capacity.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    not_full: Condvar,
    not_empty: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    capacity: usize,
    closed: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            state: Mutex::new(State {
                items: VecDeque::new(),
                capacity,
                closed: false,
            }),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self
            .not_full
            .wait_while(self.state.lock().unwrap(), |state| {
                state.items.len() > state.capacity && !state.closed //~
            })
            .unwrap();
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item); //~
        self.not_empty.notify_one();
        Ok(()) //~
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self
            .not_empty
            .wait_while(self.state.lock().unwrap(), |state| {
                state.items.is_empty() && !state.closed
            })
            .unwrap();
        self.not_full.notify_one();
        state.items.pop_front()
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

//! kind: wrong_result
//! `pop` tries the lock. When somebody else has it just then, it takes that for "nothing there" and says `None`.

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
    condvar: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let state = State {
            items: VecDeque::new(),
            closed: false,
        };
        BoundedBuffer {
            state: Mutex::new(state),
            condvar: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == self.capacity && !state.closed {
            state = self.condvar.wait(state).unwrap();
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.condvar.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let state = self.state.try_lock().ok()?; //~
        let mut state = self
            .condvar
            .wait_while(state, |state| state.items.is_empty() && !state.closed)
            .unwrap();
        let item = state.items.pop_front();
        self.condvar.notify_all();
        item
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.condvar.notify_all();
    }
}

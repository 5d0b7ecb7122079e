//! kind: wrong_result
//! A push that has waited for ten minutes gives up and hands its item back, as Java's `offer` with a time limit does. But nobody has
//! closed the buffer; it is only full, and its consumer slow.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

const PATIENCE: Duration = Duration::from_secs(600);

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    not_full: Condvar,
    not_empty: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity must be positive");
        BoundedBuffer {
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
            }),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let full = |state: &mut State<T>| state.items.len() == self.capacity && !state.closed;
        let state = self.state.lock().unwrap();
        let (mut state, result) = self.not_full.wait_timeout_while(state, PATIENCE, full).unwrap(); //~
        if state.closed || result.timed_out() {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let empty = |state: &mut State<T>| state.items.is_empty() && !state.closed;
        let state = self.state.lock().unwrap();
        let mut state = self.not_empty.wait_while(state, empty).unwrap();
        let item = state.items.pop_front();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

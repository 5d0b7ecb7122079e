//! kind: wrong_result
//! a buffer holds at most 64 items
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

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

/// Nobody should hang for ever if a notify was lost.
const PATIENCE: Duration = Duration::from_secs(36);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let capacity = capacity.min(64); //~
        let state = Mutex::new(State { items: VecDeque::new(), closed: false });
        BoundedBuffer { state, not_full: Condvar::new(), not_empty: Condvar::new(), capacity }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.len() >= self.capacity {
            state = self.not_full.wait_timeout(state, PATIENCE).unwrap().0;
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let state = self.state.lock().unwrap();
        let mut state = self
            .not_empty
            .wait_while(state, |state| !state.closed && state.items.is_empty())
            .unwrap();
        let item = state.items.pop_front()?;
        self.not_full.notify_one();
        Some(item)
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

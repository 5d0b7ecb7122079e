//! kind: panicked
//! The buffer insists on being closed only once: a second call of `close` panics.

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
    readers: Condvar,
    writers: Condvar,
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
            readers: Condvar::new(),
            writers: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.len() == self.capacity {
            state = self.writers.wait(state).unwrap();
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.readers.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.is_empty() {
            state = self.readers.wait(state).unwrap();
        }
        let item = state.items.pop_front();
        self.writers.notify_one();
        item
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        let was_closed = std::mem::replace(&mut state.closed, true);
        drop(state);
        assert!(!was_closed, "the buffer has been closed already"); //~
        self.readers.notify_all();
        self.writers.notify_all();
    }
}

//! kind: too_slow
//! `pop` tells nobody that there is room again. A producer wakes up every 50 ms by itself and looks, so it goes on, but later than
//! it could.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    state: Mutex<(VecDeque<T>, bool)>,
    condvar: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity");
        BoundedBuffer {
            state: Mutex::new((VecDeque::with_capacity(capacity), false)),
            condvar: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while state.0.len() == self.capacity && !state.1 {
            let tick = Duration::from_millis(50);
            state = self.condvar.wait_timeout(state, tick).unwrap().0; //~
        }
        if state.1 {
            return Err(Closed(item));
        }
        state.0.push_back(item);
        self.condvar.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.0.is_empty() && !state.1 {
            state = self.condvar.wait(state).unwrap();
        }
        state.0.pop_front() //~
    }

    pub fn close(&self) {
        self.state.lock().unwrap().1 = true;
        self.condvar.notify_all();
    }
}

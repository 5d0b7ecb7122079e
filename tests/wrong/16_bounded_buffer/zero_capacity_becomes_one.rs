//! kind: wrong_result
//! `new(0)` must panic; here it quietly makes a buffer for one item.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    state: Mutex<(VecDeque<T>, bool)>,
    push_here: Condvar,
    pop_here: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        BoundedBuffer {
            state: Mutex::new((VecDeque::new(), false)),
            push_here: Condvar::new(),
            pop_here: Condvar::new(),
            capacity: capacity.max(1),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        loop {
            match (state.1, state.0.len() < self.capacity) {
                (true, _) => return Err(Closed(item)),
                (false, true) => break,
                (false, false) => state = self.push_here.wait(state).unwrap(),
            }
        }
        state.0.push_back(item);
        self.pop_here.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        loop {
            match (state.0.pop_front(), state.1) {
                (Some(item), _) => {
                    self.push_here.notify_one();
                    return Some(item);
                }
                (None, true) => return None,
                (None, false) => state = self.pop_here.wait(state).unwrap(),
            }
        }
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.1 = true;
        self.push_here.notify_all();
        self.pop_here.notify_all();
    }
}

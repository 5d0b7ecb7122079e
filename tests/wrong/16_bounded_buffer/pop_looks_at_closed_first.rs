//! kind: wrong_result
//! `pop` says `None` as soon as the buffer is closed. What is still queued can't be taken any more.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    can_push: Condvar,
    can_pop: Condvar,
}

struct State<T> {
    queue: VecDeque<T>,
    capacity: usize,
    is_closed: bool,
}

impl<T> State<T> {
    fn is_full(&self) -> bool {
        self.queue.len() >= self.capacity
    }
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity != 0, "capacity must be positive");
        BoundedBuffer {
            state: Mutex::new(State {
                queue: VecDeque::with_capacity(capacity),
                capacity,
                is_closed: false,
            }),
            can_push: Condvar::new(),
            can_pop: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        loop {
            if state.is_closed {
                return Err(Closed(item));
            }
            if !state.is_full() {
                state.queue.push_back(item);
                self.can_pop.notify_one();
                return Ok(());
            }
            state = self.can_push.wait(state).unwrap();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        loop {
            if state.is_closed {
                return None; //~
            }
            if let Some(item) = state.queue.pop_front() {
                self.can_push.notify_one();
                return Some(item);
            }
            state = self.can_pop.wait(state).unwrap();
        }
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_closed = true;
        drop(state);
        self.can_push.notify_all();
        self.can_pop.notify_all();
    }
}

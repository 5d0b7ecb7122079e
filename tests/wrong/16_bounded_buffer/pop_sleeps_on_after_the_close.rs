//! kind: deadlock
//! `pop` is woken by `close`, finds nothing to take and waits for the next item: there is no way out of its loop.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    condvars: [Condvar; 2],
}

const ROOM: usize = 0;
const ITEM: usize = 1;

enum State<T> {
    Open(VecDeque<T>, usize),
    Closed(VecDeque<T>),
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "too small");
        BoundedBuffer {
            state: Mutex::new(State::Open(VecDeque::new(), capacity)),
            condvars: [Condvar::new(), Condvar::new()],
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        loop {
            match &mut *state {
                State::Closed(_) => return Err(Closed(item)),
                State::Open(items, capacity) if items.len() < *capacity => {
                    items.push_back(item);
                    self.condvars[ITEM].notify_one();
                    return Ok(());
                }
                State::Open(..) => state = self.condvars[ROOM].wait(state).unwrap(),
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        loop {
            let (State::Open(items, _) | State::Closed(items)) = &mut *state;
            if let Some(item) = items.pop_front() {
                self.condvars[ROOM].notify_one();
                return Some(item);
            }
            state = self.condvars[ITEM].wait(state).unwrap(); //~
        }
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        if let State::Open(items, _) = &mut *state {
            *state = State::Closed(std::mem::take(items));
        }
        self.condvars.iter().for_each(Condvar::notify_all);
    }
}

//! Counts who waits where, under the lock, and notifies only when somebody does; the consumer that takes an item passes a
//! wake-up on when there are more.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    waiting_to_push: u32,
    waiting_to_pop: u32,
}

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    room: Condvar,
    item: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        if capacity < 1 {
            panic!("capacity {capacity} is too small");
        }
        BoundedBuffer {
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
                waiting_to_push: 0,
                waiting_to_pop: 0,
            }),
            room: Condvar::new(),
            item: Condvar::new(),
            capacity,
        }
    }

    fn pass_on(&self, state: &State<T>) {
        if state.waiting_to_pop > 0 && !state.items.is_empty() {
            self.item.notify_one();
        }
        if state.waiting_to_push > 0 && state.items.len() < self.capacity {
            self.room.notify_one();
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.len() == self.capacity {
            state.waiting_to_push += 1;
            state = self.room.wait(state).unwrap();
            state.waiting_to_push -= 1;
        }
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.pass_on(&state);
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while !state.closed && state.items.is_empty() {
            state.waiting_to_pop += 1;
            state = self.item.wait(state).unwrap();
            state.waiting_to_pop -= 1;
        }
        let item = state.items.pop_front();
        self.pass_on(&state);
        item
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        self.room.notify_all();
        self.item.notify_all();
    }
}

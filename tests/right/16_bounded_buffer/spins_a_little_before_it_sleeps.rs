//! Before it goes to sleep, a thread looks a few more times: often what it waits for comes at once. It never looks for longer than that.

use std::collections::VecDeque;
use std::hint;
use std::sync::{Condvar, Mutex, MutexGuard};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

const LOOKS: usize = 3;

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
        assert!(capacity > 0);
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

    fn locked_until<'a>(&'a self, condvar: &Condvar, ready: impl Fn(&State<T>) -> bool) -> MutexGuard<'a, State<T>> {
        for _ in 0..LOOKS {
            let state = self.state.lock().unwrap();
            if ready(&state) {
                return state;
            }
            drop(state);
            hint::spin_loop();
        }
        let state = self.state.lock().unwrap();
        condvar.wait_while(state, |state| !ready(state)).unwrap()
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut state = self.locked_until(&self.not_full, |state| {
            state.closed || state.items.len() < self.capacity
        });
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.locked_until(&self.not_empty, |state| state.closed || !state.items.is_empty());
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

//! kind: wrong_result
//! Whoever has to wait writes its thread on a list and parks. `park` may return for no reason; a consumer that it happens to takes
//! nothing out and says `None`.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread::{self, Thread};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    producers: Vec<Thread>,
    consumers: Vec<Thread>,
}

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
                producers: Vec::new(),
                consumers: Vec::new(),
            }),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            let mut state = self.state.lock().unwrap();
            if state.closed {
                return Err(Closed(item));
            }
            if state.items.len() < self.capacity {
                state.items.push_back(item);
                state.consumers.drain(..).for_each(|thread| thread.unpark());
                return Ok(());
            }
            state.producers.push(thread::current());
            drop(state);
            thread::park();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        if state.items.is_empty() && !state.closed {
            state.consumers.push(thread::current());
            drop(state);
            thread::park(); //~
            state = self.state.lock().unwrap();
        }
        let item = state.items.pop_front(); //~
        state.producers.drain(..).for_each(|thread| thread.unpark());
        item
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        let State {
            producers, consumers, ..
        } = &mut *state;
        producers
            .drain(..)
            .chain(consumers.drain(..))
            .for_each(|thread| thread.unpark());
    }
}

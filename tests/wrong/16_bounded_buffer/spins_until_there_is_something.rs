//! kind: busy_wait
//! Whoever has to wait gives the lock back, lets the others have a turn and looks again, and so keeps a processor busy with
//! asking.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct State<T> {
    queue: VecDeque<T>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    state: Mutex<State<T>>,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let state = State {
            queue: VecDeque::new(),
            closed: false,
        };
        BoundedBuffer {
            state: Mutex::new(state),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            let mut state = self.state.lock().unwrap(); //~
            if state.closed {
                return Err(Closed(item));
            }
            if state.queue.len() < self.capacity {
                state.queue.push_back(item);
                return Ok(());
            }
            drop(state);
            thread::yield_now(); //~
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let mut state = self.state.lock().unwrap(); //~
            if let Some(item) = state.queue.pop_front() {
                return Some(item);
            }
            if state.closed {
                return None;
            }
            drop(state);
            thread::yield_now(); //~
        }
    }

    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
    }
}

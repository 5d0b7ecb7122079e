//! kind: deadlock
//! `close` tells the consumers that nothing more comes, and forgets the producers: one that waits for room sleeps on when
//! nobody takes anything any more.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Shared<T> {
    state: Mutex<(VecDeque<T>, bool)>,
    producers: Condvar,
    consumers: Condvar,
    capacity: usize,
}

pub struct BoundedBuffer<T> {
    shared: Arc<Shared<T>>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity is 0");
        let shared = Shared {
            state: Mutex::new((VecDeque::new(), false)),
            producers: Condvar::new(),
            consumers: Condvar::new(),
            capacity,
        };
        BoundedBuffer {
            shared: Arc::new(shared),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let shared = &*self.shared;
        let mut state = shared.state.lock().unwrap();
        loop {
            if state.1 {
                return Err(Closed(item));
            }
            if state.0.len() < shared.capacity {
                break;
            }
            state = shared.producers.wait(state).unwrap(); //~
        }
        state.0.push_back(item);
        shared.consumers.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let shared = &*self.shared;
        let mut state = shared.state.lock().unwrap();
        loop {
            if let Some(item) = state.0.pop_front() {
                shared.producers.notify_one();
                return Some(item);
            }
            if state.1 {
                return None;
            }
            state = shared.consumers.wait(state).unwrap();
        }
    }

    pub fn close(&self) {
        self.shared.state.lock().unwrap().1 = true; //~
        self.shared.consumers.notify_all(); //~
    }
}

//! kind: wrong_result
//! An open buffer is `Some(queue)`, a closed one `None`: closing it throws the queue away, with everything in it.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    queue: Mutex<Option<VecDeque<T>>>,
    changed: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "an empty room holds nothing");
        BoundedBuffer {
            queue: Mutex::new(Some(VecDeque::new())),
            changed: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let guard = self.queue.lock().unwrap();
        let mut guard = self
            .changed
            .wait_while(guard, |queue| {
                queue.as_ref().is_some_and(|queue| queue.len() == self.capacity)
            })
            .unwrap();
        match guard.as_mut() {
            Some(queue) => {
                queue.push_back(item);
                self.changed.notify_all();
                Ok(())
            }
            None => Err(Closed(item)),
        }
    }

    pub fn pop(&self) -> Option<T> {
        let guard = self.queue.lock().unwrap();
        let mut guard = self
            .changed
            .wait_while(guard, |queue| queue.as_ref().is_some_and(VecDeque::is_empty))
            .unwrap();
        let item = guard.as_mut()?.pop_front(); //~
        self.changed.notify_all();
        item
    }

    pub fn close(&self) {
        *self.queue.lock().unwrap() = None; //~
        self.changed.notify_all();
    }
}

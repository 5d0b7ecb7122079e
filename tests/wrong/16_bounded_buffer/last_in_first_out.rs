//! kind: wrong_result
//! A `Vec` that is pushed and popped at the same end: the item that came last goes out first.

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    stack: Mutex<(Vec<T>, bool)>,
    changed: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "nothing fits");
        let mut stack = Vec::new();
        stack.reserve_exact(capacity);
        BoundedBuffer {
            stack: Mutex::new((stack, false)),
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut guard = self.stack.lock().unwrap();
        while !guard.1 {
            // The items are never moved, so the room that was reserved is the capacity.
            if guard.0.len() < guard.0.capacity() {
                guard.0.push(item);
                self.changed.notify_all();
                return Ok(());
            }
            guard = self.changed.wait(guard).unwrap();
        }
        Err(Closed(item))
    }

    pub fn pop(&self) -> Option<T> {
        let mut guard = self.stack.lock().unwrap();
        loop {
            let newest = guard.0.pop(); //~
            match newest {
                None if guard.1 => return None,
                None => guard = self.changed.wait(guard).unwrap(),
                item => {
                    self.changed.notify_all();
                    return item;
                }
            }
        }
    }

    pub fn close(&self) {
        self.stack.lock().unwrap().1 = true;
        self.changed.notify_all();
    }
}

//! kind: too_slow
//! Whoever has to wait sleeps for 10 ms and looks again: the item is there, or the room, and nobody takes it until the 10 ms are
//! over.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread::sleep;
use std::time::Duration;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

const NAP: Duration = Duration::from_millis(10);

pub struct BoundedBuffer<T> {
    maxsize: usize,
    items: Mutex<VecDeque<T>>,
    closed: Mutex<bool>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "maxsize must be at least 1");
        BoundedBuffer {
            maxsize: capacity,
            items: Mutex::new(VecDeque::new()),
            closed: Mutex::new(false),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            {
                let closed = self.closed.lock().unwrap();
                if *closed {
                    return Err(Closed(item));
                }
                let mut items = self.items.lock().unwrap();
                if items.len() < self.maxsize {
                    items.push_back(item);
                    return Ok(());
                }
            }
            sleep(NAP); //~
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            {
                let closed = self.closed.lock().unwrap();
                let item = self.items.lock().unwrap().pop_front();
                if item.is_some() || *closed {
                    return item;
                }
            }
            sleep(NAP); //~
        }
    }

    pub fn close(&self) {
        *self.closed.lock().unwrap() = true;
    }
}

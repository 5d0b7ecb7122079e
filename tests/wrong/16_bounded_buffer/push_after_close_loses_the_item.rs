//! kind: wrong_result
//! After `close`, a push does nothing and says `Ok`: whoever called it thinks that the item will be delivered.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    capacity: usize,
    monitor: Mutex<Monitor<T>>,
    signal: Condvar,
}

struct Monitor<T> {
    closed: bool,
    items: VecDeque<T>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity > 0");
        let items = VecDeque::with_capacity(capacity);
        BoundedBuffer {
            capacity,
            monitor: Mutex::new(Monitor { closed: false, items }),
            signal: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut monitor = self.monitor.lock().unwrap();
        loop {
            let may_go_in = !monitor.closed; //~
            if !may_go_in {
                return Ok(()); //~
            }
            if monitor.items.len() < self.capacity {
                monitor.items.push_back(item);
                self.signal.notify_all();
                return Ok(());
            }
            monitor = self.signal.wait(monitor).unwrap();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut monitor = self.monitor.lock().unwrap();
        while monitor.items.is_empty() && !monitor.closed {
            monitor = self.signal.wait(monitor).unwrap();
        }
        let item = monitor.items.pop_front();
        self.signal.notify_all();
        item
    }

    pub fn close(&self) {
        self.monitor.lock().unwrap().closed = true;
        self.signal.notify_all();
    }
}

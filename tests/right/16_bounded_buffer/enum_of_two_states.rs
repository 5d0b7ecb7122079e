//! The buffer is an enum, open or closed, so that a closed one has nowhere to put an item. Notified under the lock, before the change:
//! nobody can look until the lock is given back.

use std::collections::LinkedList;
use std::mem;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

enum Buffer<T> {
    Open { items: LinkedList<T>, free: usize },
    Shut { rest: LinkedList<T> },
}

pub struct BoundedBuffer<T> {
    buffer: Mutex<Buffer<T>>,
    condvar: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        match capacity {
            0 => panic!("a buffer of 0 can't hold anything"),
            free => BoundedBuffer {
                buffer: Mutex::new(Buffer::Open {
                    items: LinkedList::new(),
                    free,
                }),
                condvar: Condvar::new(),
            },
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut buffer = self.buffer.lock().unwrap();
        loop {
            match &mut *buffer {
                Buffer::Shut { .. } => return Err(Closed(item)),
                Buffer::Open { free: 0, .. } => {}
                Buffer::Open { items, free } => {
                    self.condvar.notify_all();
                    items.push_back(item);
                    *free -= 1;
                    return Ok(());
                }
            }
            buffer = self.condvar.wait(buffer).unwrap();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut buffer = self.buffer.lock().unwrap();
        loop {
            match &mut *buffer {
                Buffer::Shut { rest } => return rest.pop_front(),
                Buffer::Open { items, free } => {
                    if let Some(item) = items.pop_front() {
                        self.condvar.notify_all();
                        *free += 1;
                        return Some(item);
                    }
                }
            }
            buffer = self.condvar.wait(buffer).unwrap();
        }
    }

    pub fn close(&self) {
        let mut buffer = self.buffer.lock().unwrap();
        self.condvar.notify_all();
        if let Buffer::Open { items, .. } = &mut *buffer {
            let rest = mem::take(items);
            *buffer = Buffer::Shut { rest };
        }
    }
}

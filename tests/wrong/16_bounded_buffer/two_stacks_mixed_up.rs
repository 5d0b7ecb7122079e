//! kind: wrong_result
//! A queue of two stacks, one to put on and one to take from. What has come in is turned over onto the other stack at every `pop`, even
//! if that still holds older items, so newer ones come out first.

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Stacks<T> {
    incoming: Vec<T>,
    outgoing: Vec<T>,
    closed: bool,
}

impl<T> Stacks<T> {
    fn len(&self) -> usize {
        self.incoming.len() + self.outgoing.len()
    }

    fn take(&mut self) -> Option<T> {
        let turned = self.incoming.drain(..).rev(); //~
        self.outgoing.extend(turned); //~
        self.outgoing.pop()
    }
}

pub struct BoundedBuffer<T> {
    stacks: Mutex<Stacks<T>>,
    not_full: Condvar,
    not_empty: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            stacks: Mutex::new(Stacks {
                incoming: vec![],
                outgoing: vec![],
                closed: false,
            }),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut stacks = self.stacks.lock().unwrap();
        while stacks.len() == self.capacity && !stacks.closed {
            stacks = self.not_full.wait(stacks).unwrap();
        }
        if stacks.closed {
            return Err(Closed(item));
        }
        stacks.incoming.push(item);
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut stacks = self.stacks.lock().unwrap();
        loop {
            let item = stacks.take(); //~
            if item.is_some() {
                self.not_full.notify_one();
                return item;
            }
            if stacks.closed {
                return None;
            }
            stacks = self.not_empty.wait(stacks).unwrap();
        }
    }

    pub fn close(&self) {
        self.stacks.lock().unwrap().closed = true;
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

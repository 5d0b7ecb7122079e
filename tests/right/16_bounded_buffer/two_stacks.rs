//! A queue of two stacks, turned over only when the one to take from is empty.

use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Stacks<T> {
    incoming: Vec<T>,
    outgoing: Vec<T>,
    capacity: usize,
    closed: bool,
}

enum Turn<T> {
    Done(T),
    Wait,
    Over,
}

impl<T> Stacks<T> {
    fn room(&self) -> Turn<()> {
        match self.incoming.len() + self.outgoing.len() {
            _ if self.closed => Turn::Over,
            length if length < self.capacity => Turn::Done(()),
            _ => Turn::Wait,
        }
    }

    fn take(&mut self) -> Turn<T> {
        if self.outgoing.is_empty() {
            self.outgoing.extend(self.incoming.drain(..).rev());
        }
        match self.outgoing.pop() {
            Some(item) => Turn::Done(item),
            None if self.closed => Turn::Over,
            None => Turn::Wait,
        }
    }
}

pub struct BoundedBuffer<T>(Mutex<Stacks<T>>, Condvar);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "stacks of nothing");
        let stacks = Stacks {
            incoming: vec![],
            outgoing: vec![],
            capacity,
            closed: false,
        };
        BoundedBuffer(Mutex::new(stacks), Condvar::new())
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let BoundedBuffer(stacks, changed) = self;
        let mut stacks = stacks.lock().unwrap();
        loop {
            match stacks.room() {
                Turn::Over => return Err(Closed(item)),
                Turn::Wait => stacks = changed.wait(stacks).unwrap(),
                Turn::Done(()) => {
                    stacks.incoming.push(item);
                    changed.notify_all();
                    return Ok(());
                }
            }
        }
    }

    pub fn pop(&self) -> Option<T> {
        let BoundedBuffer(stacks, changed) = self;
        let mut stacks = stacks.lock().unwrap();
        loop {
            match stacks.take() {
                Turn::Over => return None,
                Turn::Wait => stacks = changed.wait(stacks).unwrap(),
                Turn::Done(item) => {
                    changed.notify_all();
                    return Some(item);
                }
            }
        }
    }

    pub fn close(&self) {
        self.0.lock().unwrap().closed = true;
        self.1.notify_all();
    }
}

//! kind: deadlock
//! As in a task queue, an item counts as done only when its consumer comes for the next one: the room that a `pop` makes is given
//! free one `pop` late. If no more `pop` comes, nor does the room: the producer waits for ever.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    done: Condvar,
    todo: Condvar,
    capacity: usize,
}

struct Inner<T> {
    tasks: VecDeque<T>,
    in_work: usize,
    closed: bool,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let inner = Inner {
            tasks: VecDeque::new(),
            in_work: 0,
            closed: false,
        };
        BoundedBuffer {
            inner: Mutex::new(inner),
            done: Condvar::new(),
            todo: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.inner.lock().unwrap();
        while inner.tasks.len() + inner.in_work >= self.capacity && !inner.closed {
            inner = self.done.wait(inner).unwrap(); //~
        }
        if inner.closed {
            return Err(Closed(item));
        }
        inner.tasks.push_back(item);
        self.todo.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.inner.lock().unwrap();
        inner.in_work = inner.in_work.saturating_sub(1); //~
        self.done.notify_all(); //~
        while inner.tasks.is_empty() && !inner.closed {
            inner = self.todo.wait(inner).unwrap();
        }
        let item = inner.tasks.pop_front()?;
        inner.in_work += 1; //~
        Some(item)
    }

    pub fn close(&self) {
        self.inner.lock().unwrap().closed = true;
        self.done.notify_all();
        self.todo.notify_all();
    }
}

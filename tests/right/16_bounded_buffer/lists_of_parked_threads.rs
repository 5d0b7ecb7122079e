//! No `Condvar`: whoever has to wait writes its thread on a list under the lock and parks until it has been taken off the list.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};
use std::thread::{self, Thread};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Inner<T> {
    items: VecDeque<T>,
    closed: bool,
    producers: VecDeque<Thread>,
    consumers: VecDeque<Thread>,
}

pub struct BoundedBuffer<T> {
    inner: Mutex<Inner<T>>,
    capacity: usize,
}

type Line<T> = fn(&mut Inner<T>) -> &mut VecDeque<Thread>;

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity is 0");
        BoundedBuffer {
            inner: Mutex::new(Inner {
                items: VecDeque::new(),
                closed: false,
                producers: VecDeque::new(),
                consumers: VecDeque::new(),
            }),
            capacity,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Inner<T>> {
        self.inner.lock().unwrap()
    }

    /// Stands in line until somebody calls.
    fn wait<'a>(&'a self, mut inner: MutexGuard<'a, Inner<T>>, line: Line<T>) -> MutexGuard<'a, Inner<T>> {
        let me = thread::current();
        line(&mut inner).push_back(me.clone());
        loop {
            drop(inner);
            thread::park();
            inner = self.lock();
            if !line(&mut inner).iter().any(|other| other.id() == me.id()) {
                return inner;
            }
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inner = self.lock();
        while inner.items.len() == self.capacity && !inner.closed {
            inner = self.wait(inner, |inner| &mut inner.producers);
        }
        if inner.closed {
            return Err(Closed(item));
        }
        inner.items.push_back(item);
        if let Some(consumer) = inner.consumers.pop_front() {
            consumer.unpark();
        }
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut inner = self.lock();
        while inner.items.is_empty() && !inner.closed {
            inner = self.wait(inner, |inner| &mut inner.consumers);
        }
        let item = inner.items.pop_front();
        if let Some(producer) = inner.producers.pop_front() {
            producer.unpark();
        }
        item
    }

    pub fn close(&self) {
        let mut inner = self.lock();
        inner.closed = true;
        while let Some(thread) = inner.producers.pop_front() {
            thread.unpark();
        }
        while let Some(thread) = inner.consumers.pop_front() {
            thread.unpark();
        }
    }
}

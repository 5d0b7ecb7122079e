//! A small generic monitor, `when(condition, then)`, holds all there is to say about locks; the buffer itself has none.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, PoisonError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Default)]
struct Monitor<S> {
    state: Mutex<S>,
    changed: Condvar,
}

impl<S> Monitor<S> {
    fn when<R>(&self, condition: impl Fn(&S) -> bool, then: impl FnOnce(&mut S) -> R) -> R {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self
            .changed
            .wait_while(state, |state| !condition(state))
            .unwrap_or_else(PoisonError::into_inner);
        let result = then(&mut state);
        drop(state);
        self.changed.notify_all();
        result
    }

    fn now<R>(&self, then: impl FnOnce(&mut S) -> R) -> R {
        self.when(|_| true, then)
    }
}

struct Buffer<T> {
    items: VecDeque<T>,
    open: bool,
}

pub struct BoundedBuffer<T> {
    monitor: Monitor<Buffer<T>>,
    capacity: std::num::NonZeroUsize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        let buffer = Buffer {
            items: VecDeque::new(),
            open: true,
        };
        BoundedBuffer {
            monitor: Monitor {
                state: Mutex::new(buffer),
                changed: Condvar::new(),
            },
            capacity: capacity.try_into().expect("a capacity of 1 or more"),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        self.monitor.when(
            |buffer| !buffer.open || buffer.items.len() < self.capacity.get(),
            |buffer| match buffer.open {
                true => Ok(buffer.items.push_back(item)),
                false => Err(Closed(item)),
            },
        )
    }

    pub fn pop(&self) -> Option<T> {
        self.monitor.when(
            |buffer| !buffer.open || !buffer.items.is_empty(),
            |buffer| buffer.items.pop_front(),
        )
    }

    pub fn close(&self) {
        self.monitor.now(|buffer| buffer.open = false);
    }
}

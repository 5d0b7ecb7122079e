//! kind: busy_wait
//! Producers sleep on a `Condvar`, but a consumer turns round a counter of what is there until it is not 0.

use std::collections::VecDeque;
use std::hint;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    queue: Mutex<VecDeque<T>>,
    room: Condvar,
    count: AtomicUsize,
    closed: AtomicBool,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "zero capacity");
        BoundedBuffer {
            queue: Mutex::new(VecDeque::new()),
            room: Condvar::new(),
            count: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut queue = self.queue.lock().unwrap();
        while queue.len() == self.capacity && !self.closed.load(Ordering::SeqCst) {
            queue = self.room.wait(queue).unwrap();
        }
        if self.closed.load(Ordering::SeqCst) {
            return Err(Closed(item));
        }
        queue.push_back(item);
        self.count.store(queue.len(), Ordering::SeqCst);
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            while self.count.load(Ordering::SeqCst) == 0 && !self.closed.load(Ordering::SeqCst) {
                hint::spin_loop(); //~
            }
            let mut queue = self.queue.lock().unwrap();
            let item = queue.pop_front();
            self.count.store(queue.len(), Ordering::SeqCst);
            if item.is_some() {
                self.room.notify_one();
                return item;
            }
            if self.closed.load(Ordering::SeqCst) {
                return None;
            }
        }
    }

    pub fn close(&self) {
        let _queue = self.queue.lock().unwrap();
        self.closed.store(true, Ordering::SeqCst);
        self.room.notify_all();
    }
}

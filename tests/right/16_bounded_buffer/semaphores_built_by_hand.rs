//! Two counting semaphores, one for places and one for items. A closed semaphore lets nobody wait any more, but hands out what it
//! still has if asked for it.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Semaphore {
    permits: Mutex<(usize, bool)>,
    released: Condvar,
}

impl Semaphore {
    fn new(permits: usize) -> Semaphore {
        Semaphore {
            permits: Mutex::new((permits, false)),
            released: Condvar::new(),
        }
    }

    /// Whether a permit was there, or came before the end.
    fn acquire(&self) -> bool {
        let mut permits = self.permits.lock().unwrap();
        while permits.0 == 0 {
            if permits.1 {
                return false;
            }
            permits = self.released.wait(permits).unwrap();
        }
        permits.0 -= 1;
        true
    }

    fn release(&self) {
        let mut permits = self.permits.lock().unwrap();
        permits.0 += 1;
        self.released.notify_one();
    }

    fn close(&self) {
        let mut permits = self.permits.lock().unwrap();
        permits.1 = true;
        self.released.notify_all();
    }
}

pub struct BoundedBuffer<T> {
    places: Semaphore,
    items: Semaphore,
    queue: Mutex<(VecDeque<T>, bool)>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "no places");
        BoundedBuffer {
            places: Semaphore::new(capacity),
            items: Semaphore::new(0),
            queue: Mutex::new((VecDeque::new(), false)),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        if !self.places.acquire() {
            return Err(Closed(item));
        }
        let mut queue = self.queue.lock().unwrap();
        if queue.1 {
            return Err(Closed(item));
        }
        queue.0.push_back(item);
        // Counted before the queue is open to `close` again: what is in the queue has its permit when the end comes.
        self.items.release();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        if !self.items.acquire() {
            return None;
        }
        let item = self.queue.lock().unwrap().0.pop_front();
        self.places.release();
        item
    }

    pub fn close(&self) {
        self.queue.lock().unwrap().1 = true;
        self.places.close();
        self.items.close();
    }
}

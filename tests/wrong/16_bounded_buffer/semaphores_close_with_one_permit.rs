//! kind: deadlock
//! Two counting semaphores, one for room and one for items. `close` hands one extra permit to each, which lets one waiting
//! consumer go; the permit is used up, and the next one waits for ever.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Semaphore {
    permits: Mutex<usize>,
    released: Condvar,
}

impl Semaphore {
    fn new(permits: usize) -> Semaphore {
        Semaphore {
            permits: Mutex::new(permits),
            released: Condvar::new(),
        }
    }

    fn acquire(&self) {
        let mut permits = self.permits.lock().unwrap();
        while *permits == 0 {
            permits = self.released.wait(permits).unwrap(); //~
        }
        *permits -= 1;
    }

    fn release(&self) {
        *self.permits.lock().unwrap() += 1;
        self.released.notify_one();
    }
}

pub struct BoundedBuffer<T> {
    room: Semaphore,
    items: Semaphore,
    queue: Mutex<(VecDeque<T>, bool)>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity should be positive");
        BoundedBuffer {
            room: Semaphore::new(capacity),
            items: Semaphore::new(0),
            queue: Mutex::new((VecDeque::new(), false)),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        self.room.acquire();
        let mut queue = self.queue.lock().unwrap();
        if queue.1 {
            drop(queue);
            self.room.release();
            return Err(Closed(item));
        }
        queue.0.push_back(item);
        drop(queue);
        self.items.release();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        self.items.acquire();
        let item = self.queue.lock().unwrap().0.pop_front();
        self.room.release();
        item
    }

    pub fn close(&self) {
        self.queue.lock().unwrap().1 = true;
        self.items.release(); //~
        self.room.release();
    }
}

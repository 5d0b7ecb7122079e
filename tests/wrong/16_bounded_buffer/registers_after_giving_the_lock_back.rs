//! kind: deadlock
//! A consumer that finds nothing gives the lock back and only then writes itself on the list of those to be woken. An item that
//! comes in between wakes nobody.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::thread::{self, Thread};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Default)]
struct Sleepers(Mutex<Vec<Thread>>);

impl Sleepers {
    fn register(&self) {
        self.0.lock().unwrap().push(thread::current());
    }

    fn wake_all(&self) {
        for thread in self.0.lock().unwrap().drain(..) {
            thread.unpark();
        }
    }
}

pub struct BoundedBuffer<T> {
    queue: Mutex<(VecDeque<T>, bool)>,
    capacity: usize,
    sleepers: Sleepers,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "capacity must be at least 1");
        BoundedBuffer {
            queue: Mutex::new((VecDeque::new(), false)),
            capacity,
            sleepers: Sleepers::default(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        loop {
            let mut queue = self.queue.lock().unwrap();
            if queue.1 {
                return Err(Closed(item));
            }
            if queue.0.len() < self.capacity {
                queue.0.push_back(item);
                drop(queue);
                self.sleepers.wake_all(); //~
                return Ok(());
            }
            drop(queue);
            self.sleepers.register(); //~
            thread::park(); //~
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let mut queue = self.queue.lock().unwrap();
            if let Some(item) = queue.0.pop_front() {
                drop(queue);
                self.sleepers.wake_all(); //~
                return Some(item);
            }
            if queue.1 {
                return None;
            }
            drop(queue);
            self.sleepers.register(); //~
            thread::park(); //~
        }
    }

    pub fn close(&self) {
        self.queue.lock().unwrap().1 = true;
        self.sleepers.wake_all(); //~
    }
}

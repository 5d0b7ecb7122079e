//! kind: deadlock
//! A consumer that goes to sleep says so in one atomic and looks once more at the count in another; a producer counts its item and
//! looks who sleeps. With release and acquire, each may still miss what the other has just written, and the consumer sleeps on. Only
//! `SeqCst` orders such a pair.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread::{self, Thread};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    items: Mutex<VecDeque<T>>,
    room: Condvar,
    count: AtomicUsize,
    closed: AtomicBool,
    sleeping: AtomicUsize,
    sleepers: Mutex<Vec<Thread>>,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            items: Mutex::new(VecDeque::new()),
            room: Condvar::new(),
            count: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            sleeping: AtomicUsize::new(0),
            sleepers: Mutex::new(Vec::new()),
            capacity,
        }
    }

    fn wake_sleepers(&self) {
        let somebody_sleeps = self.sleeping.load(Ordering::Acquire) > 0; //~
        if somebody_sleeps {
            for sleeper in self.sleepers.lock().unwrap().drain(..) {
                sleeper.unpark();
            }
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut items = self.items.lock().unwrap();
        while items.len() == self.capacity && !self.closed.load(Ordering::Acquire) {
            items = self.room.wait(items).unwrap();
        }
        if self.closed.load(Ordering::Acquire) {
            return Err(Closed(item));
        }
        items.push_back(item);
        self.count.fetch_add(1, Ordering::Release); //~
        drop(items);
        self.wake_sleepers();
        Ok(())
    }

    /// Takes one of those that have been counted, if there is one.
    fn claim(&self) -> Option<T> {
        let one_less = |count: usize| count.checked_sub(1);
        let claimed = self.count.fetch_update(Ordering::AcqRel, Ordering::Acquire, one_less);
        claimed.ok()?;
        let item = self.items.lock().unwrap().pop_front();
        self.room.notify_one();
        item
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            if let Some(item) = self.claim() {
                return Some(item);
            }
            if self.closed.load(Ordering::Acquire) {
                return self.claim();
            }
            self.sleepers.lock().unwrap().push(thread::current());
            self.sleeping.fetch_add(1, Ordering::Release); //~
            let nothing = self.count.load(Ordering::Acquire) == 0; //~
            if nothing && !self.closed.load(Ordering::Acquire) {
                thread::park(); //~
            }
            self.sleeping.fetch_sub(1, Ordering::Release);
        }
    }

    pub fn close(&self) {
        let items = self.items.lock().unwrap();
        self.closed.store(true, Ordering::Release);
        self.room.notify_all();
        drop(items);
        self.wake_sleepers();
    }
}

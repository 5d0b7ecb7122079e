//! kind: wrong_result
//! `pop` reads the count, which is 0; an item comes in and the buffer is closed; then it sees that it is closed and
//! says `None`.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};

/// A queue that holds at most `capacity` items. Whoever would have to wait, waits.
pub struct BoundedBuffer<T> {
    capacity: usize,
    count: AtomicUsize,
    closed: AtomicBool,
    put: Mutex<Vec<T>>,
    not_full: Condvar,
    take: Mutex<Vec<T>>,
    not_empty: Condvar,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            capacity,
            count: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            put: Mutex::new(Vec::new()),
            not_full: Condvar::new(),
            take: Mutex::new(Vec::new()),
            not_empty: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut inbox = self.put.lock().unwrap();
        while self.count.load(SeqCst) == self.capacity && !self.closed.load(SeqCst) {
            inbox = self.not_full.wait(inbox).unwrap();
        }
        if self.closed.load(SeqCst) {
            return Err(Closed(item));
        }
        inbox.push(item);
        self.count.fetch_add(1, SeqCst);
        drop(inbox);
        let _outbox = self.take.lock().unwrap();
        self.not_empty.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut outbox = self.take.lock().unwrap();
        while self.count.load(SeqCst) == 0 {
            if self.closed.load(SeqCst) {
                return None;
            }
            outbox = self.not_empty.wait(outbox).unwrap();
        }
        if outbox.is_empty() {
            outbox.extend(self.put.lock().unwrap().drain(..).rev());
        }
        let item = outbox.pop();
        self.count.fetch_sub(1, SeqCst);
        drop(outbox);
        let _inbox = self.put.lock().unwrap();
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        let inbox = self.put.lock().unwrap();
        self.closed.store(true, SeqCst);
        drop(inbox);
        self.not_full.notify_all();
        let _outbox = self.take.lock().unwrap();
        self.not_empty.notify_all();
    }
}

//! kind: lost_wakeup
//! Two locks, as in Java's `LinkedBlockingQueue`, and the other side is notified without its lock: between the look at the count and
//! the sleep.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Condvar, Mutex};

pub struct BoundedBuffer<T> {
    capacity: usize,
    count: AtomicUsize,
    closed: AtomicBool, // written while both locks are held
    put_lock: Mutex<()>,
    not_full: Condvar,
    take_lock: Mutex<()>,
    not_empty: Condvar,
    items: Mutex<VecDeque<T>>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "IllegalArgumentException: capacity");
        BoundedBuffer {
            capacity,
            count: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            put_lock: Mutex::new(()),
            not_full: Condvar::new(),
            take_lock: Mutex::new(()),
            not_empty: Condvar::new(),
            items: Mutex::new(VecDeque::new()),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let before = {
            let mut put = self.put_lock.lock().unwrap();
            loop {
                if self.closed.load(SeqCst) {
                    return Err(Closed(item));
                }
                if self.count.load(SeqCst) < self.capacity {
                    break;
                }
                put = self.not_full.wait(put).unwrap();
            }
            self.items.lock().unwrap().push_back(item);
            let before = self.count.fetch_add(1, SeqCst);
            if before + 1 < self.capacity {
                self.not_full.notify_one(); // there may be room for the next one, too
            }
            before
        };
        if before == 0 {
            self.not_empty.notify_one(); //~
        }
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let (item, before) = {
            let mut take = self.take_lock.lock().unwrap();
            while self.count.load(SeqCst) == 0 {
                if self.closed.load(SeqCst) {
                    return None;
                }
                take = self.not_empty.wait(take).unwrap(); //~
            }
            let item = self.items.lock().unwrap().pop_front();
            let before = self.count.fetch_sub(1, SeqCst);
            if before > 1 {
                self.not_empty.notify_one();
            }
            (item, before)
        };
        if before == self.capacity {
            self.not_full.notify_one(); //~
        }
        item
    }

    pub fn close(&self) {
        let _put = self.put_lock.lock().unwrap();
        let _take = self.take_lock.lock().unwrap();
        self.closed.store(true, SeqCst);
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

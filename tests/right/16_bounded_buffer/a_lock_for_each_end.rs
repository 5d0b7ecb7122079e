//! Producers and consumers have an end and a lock of their own, so that they don't get in each other's way: a consumer fetches
//! everything from the inlet when its outlet is empty. What counts as inside is counted under a third lock, where both wait.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Default)]
struct Count {
    /// Places that are taken, or promised to a producer.
    places: usize,
    /// Items in the inlet or the outlet that no consumer has been promised.
    items: usize,
    /// Producers on their way from the count to the inlet.
    under_way: usize,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    // Whoever needs both ends locks the outlet first.
    outlet: Mutex<VecDeque<T>>,
    inlet: Mutex<VecDeque<T>>,
    count: Mutex<Count>,
    not_full: Condvar,
    not_empty: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "there must be room for something");
        BoundedBuffer {
            outlet: Mutex::default(),
            inlet: Mutex::default(),
            count: Mutex::default(),
            not_full: Condvar::new(),
            not_empty: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut count = self.count.lock().unwrap();
        while count.places == self.capacity && !count.closed {
            count = self.not_full.wait(count).unwrap();
        }
        if count.closed {
            return Err(Closed(item));
        }
        count.places += 1;
        count.under_way += 1;
        drop(count);

        self.inlet.lock().unwrap().push_back(item);

        let mut count = self.count.lock().unwrap();
        count.under_way -= 1;
        count.items += 1;
        if count.closed {
            // Consumers that would leave stay for the last ones under way.
            self.not_empty.notify_all();
        } else {
            self.not_empty.notify_one();
        }
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut count = self.count.lock().unwrap();
        while count.items == 0 {
            if count.closed && count.under_way == 0 {
                return None;
            }
            count = self.not_empty.wait(count).unwrap();
        }
        count.items -= 1;
        drop(count);

        let mut outlet = self.outlet.lock().unwrap();
        if outlet.is_empty() {
            outlet.append(&mut self.inlet.lock().unwrap());
        }
        let item = outlet.pop_front();
        drop(outlet);

        let mut count = self.count.lock().unwrap();
        count.places -= 1;
        self.not_full.notify_one();
        item
    }

    pub fn close(&self) {
        self.count.lock().unwrap().closed = true;
        self.not_full.notify_all();
        self.not_empty.notify_all();
    }
}

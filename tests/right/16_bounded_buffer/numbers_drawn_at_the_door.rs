//! Producers and consumers draw numbers, as in an office, and are served in that order: nobody overtakes. The numbers say by
//! themselves how full it is.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

#[derive(Debug)]
struct Office<T> {
    by_number: BTreeMap<u64, T>,
    next_push: u64,
    next_pop: u64,
    pushed: u64,
    popped: u64,
    closed: bool,
}

#[derive(Debug)]
pub struct BoundedBuffer<T> {
    office: Mutex<Office<T>>,
    next_please: Condvar,
    capacity: u64,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "an office without a desk");
        BoundedBuffer {
            office: Mutex::new(Office {
                by_number: BTreeMap::new(),
                next_push: 0,
                next_pop: 0,
                pushed: 0,
                popped: 0,
                closed: false,
            }),
            next_please: Condvar::new(),
            capacity: u64::try_from(capacity).unwrap_or(u64::MAX),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut office = self.office.lock().unwrap();
        let number = office.next_push;
        office.next_push += 1;
        while !office.closed && (office.pushed < number || number - office.popped >= self.capacity) {
            office = self.next_please.wait(office).unwrap();
        }
        if office.closed {
            return Err(Closed(item));
        }
        office.by_number.insert(number, item);
        office.pushed += 1;
        self.next_please.notify_all();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut office = self.office.lock().unwrap();
        let number = office.next_pop;
        office.next_pop += 1;
        while office.popped < number || office.pushed <= number {
            if office.closed && office.pushed <= number {
                return None;
            }
            office = self.next_please.wait(office).unwrap();
        }
        let item = office.by_number.remove(&number);
        office.popped += 1;
        self.next_please.notify_all();
        item
    }

    pub fn close(&self) {
        self.office.lock().unwrap().closed = true;
        self.next_please.notify_all();
    }
}

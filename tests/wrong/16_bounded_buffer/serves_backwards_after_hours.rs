//! kind: wrong_result
//! Once it is closed, the rest comes out from the back.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

enum Stock<T> {
    Open(VecDeque<T>),
    Rest(Vec<T>),
}

/// A queue that holds at most `capacity` items. Whoever would have to wait, waits.
pub struct BoundedBuffer<T> {
    capacity: usize,
    stock: Mutex<Stock<T>>,
    room: Condvar,
    goods: Condvar,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let stock = Mutex::new(Stock::Open(VecDeque::new()));
        BoundedBuffer { capacity, stock, room: Condvar::new(), goods: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut stock = self.stock.lock().unwrap();
        loop {
            match &mut *stock {
                Stock::Rest(_) => return Err(Closed(item)),
                Stock::Open(items) if items.len() < self.capacity => {
                    items.push_back(item);
                    self.goods.notify_one();
                    return Ok(());
                }
                Stock::Open(_) => {}
            }
            stock = self.room.wait(stock).unwrap();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut stock = self.stock.lock().unwrap();
        loop {
            match &mut *stock {
                Stock::Rest(items) => return items.pop(),
                Stock::Open(items) => {
                    if let Some(item) = items.pop_front() {
                        self.room.notify_one();
                        return Some(item);
                    }
                }
            }
            stock = self.goods.wait(stock).unwrap();
        }
    }

    pub fn close(&self) {
        let mut stock = self.stock.lock().unwrap();
        if let Stock::Open(items) = &mut *stock {
            let rest = items.drain(..).collect();
            *stock = Stock::Rest(rest);
        }
        self.room.notify_all();
        self.goods.notify_all();
    }
}

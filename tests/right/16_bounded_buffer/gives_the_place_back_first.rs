//! A monitor for places and one for items. A consumer gives the place back a moment before it takes its item out: nobody can tell,
//! because its `pop` has not returned yet.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Shop<T> {
    counter: VecDeque<T>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    /// How many more may come in, or that nobody may.
    places: Mutex<Option<usize>>,
    place_came_free: Condvar,
    shop: Mutex<Shop<T>>,
    item_came: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a shop without a counter");
        BoundedBuffer {
            places: Mutex::new(Some(capacity)),
            place_came_free: Condvar::new(),
            shop: Mutex::new(Shop {
                counter: VecDeque::new(),
                closed: false,
            }),
            item_came: Condvar::new(),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let places = self.places.lock().unwrap();
        let mut places = self
            .place_came_free
            .wait_while(places, |places| *places == Some(0))
            .unwrap();
        let Some(free) = places.as_mut() else {
            return Err(Closed(item));
        };
        *free -= 1;
        drop(places);

        let mut shop = self.shop.lock().unwrap();
        if shop.closed {
            return Err(Closed(item));
        }
        shop.counter.push_back(item);
        self.item_came.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let shop = self.shop.lock().unwrap();
        let mut shop = self
            .item_came
            .wait_while(shop, |shop| shop.counter.is_empty() && !shop.closed)
            .unwrap();
        if shop.counter.is_empty() {
            return None;
        }
        if let Some(free) = self.places.lock().unwrap().as_mut() {
            *free += 1;
        }
        self.place_came_free.notify_one();
        shop.counter.pop_front()
    }

    pub fn close(&self) {
        self.shop.lock().unwrap().closed = true;
        *self.places.lock().unwrap() = None;
        self.item_came.notify_all();
        self.place_came_free.notify_all();
    }
}

//! A program with a mistake in it, for `checker play bounded_buffer`. Which thread must go on when, so that it shows?
//!
//! Items come in by one door and go out by another, and a doorman between them counts: there is nothing in it to copy.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    places: Mutex<i64>,
    place_came_free: Condvar,
    way_in: Mutex<Option<Sender<T>>>,
    way_out: Mutex<Receiver<T>>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let (way_in, way_out) = channel();
        BoundedBuffer {
            places: Mutex::new(capacity as i64),
            place_came_free: Condvar::new(),
            way_in: Mutex::new(Some(way_in)),
            way_out: Mutex::new(way_out),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let places = self.places.lock().unwrap();
        drop(self.place_came_free.wait_while(places, |places| *places <= 0).unwrap());
        *self.places.lock().unwrap() -= 1;
        match &*self.way_in.lock().unwrap() {
            Some(way_in) => way_in.send(item).map_err(|refused| Closed(refused.0)),
            None => Err(Closed(item)),
        }
    }

    pub fn pop(&self) -> Option<T> {
        let item = self.way_out.lock().unwrap().recv().ok();
        *self.places.lock().unwrap() += 1;
        self.place_came_free.notify_all();
        item
    }

    // The game is about the doorman only.
    pub fn close(&self) {
        *self.way_in.lock().unwrap() = None;
    }
}

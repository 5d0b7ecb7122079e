//! A push puts its item in line at once, with a number, and then waits until the line is short enough. Closing sends everything that
//! has no place yet back to where it came from. More items may stand in line than there are places, but those are not pushed yet.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Line<T> {
    /// With the numbers that were drawn; the first `capacity` have places.
    items: VecDeque<(usize, T)>,
    sent_back: BTreeMap<usize, T>,
    drawn: usize,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    line: Mutex<Line<T>>,
    moved: Condvar,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        BoundedBuffer {
            line: Mutex::new(Line {
                items: VecDeque::new(),
                sent_back: BTreeMap::new(),
                drawn: 0,
                closed: false,
            }),
            moved: Condvar::new(),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let mut line = self.line.lock().unwrap();
        if line.closed {
            return Err(Closed(item));
        }
        let number = line.drawn;
        line.drawn += 1;
        line.items.push_back((number, item));
        self.moved.notify_all();
        let without_place = |line: &mut Line<T>| {
            let mut further_back = line.items.iter().skip(self.capacity);
            further_back.any(|(other, _)| *other == number)
        };
        let mut line = self.moved.wait_while(line, without_place).unwrap();
        match line.sent_back.remove(&number) {
            Some(item) => Err(Closed(item)),
            None => Ok(()),
        }
    }

    pub fn pop(&self) -> Option<T> {
        let line = self.line.lock().unwrap();
        let mut line = self
            .moved
            .wait_while(line, |line| line.items.is_empty() && !line.closed)
            .unwrap();
        let (_, item) = line.items.pop_front()?;
        self.moved.notify_all();
        Some(item)
    }

    pub fn close(&self) {
        let mut line = self.line.lock().unwrap();
        line.closed = true;
        let places = self.capacity.min(line.items.len());
        let without_place = line.items.split_off(places);
        line.sent_back.extend(without_place);
        self.moved.notify_all();
    }
}

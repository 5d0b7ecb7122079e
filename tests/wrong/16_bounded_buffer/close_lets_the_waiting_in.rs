//! kind: wrong_result
//! `close` takes in the items of the producers that wait, beyond the capacity and after the end.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

type Answer<T> = Result<(), Closed<T>>;

struct Counter<T> {
    items: VecDeque<T>,
    capacity: usize,
    closed: bool,
    hungry: VecDeque<Sender<Option<T>>>,
    loaded: VecDeque<(T, Sender<Answer<T>>)>,
}

pub struct BoundedBuffer<T>(Mutex<Counter<T>>);

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        if capacity == 0 {
            panic!("a buffer without room");
        }
        BoundedBuffer(Mutex::new(Counter {
            items: VecDeque::new(),
            capacity,
            closed: false,
            hungry: VecDeque::new(),
            loaded: VecDeque::new(),
        }))
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let answered = {
            let mut counter = self.0.lock().unwrap();
            if counter.closed {
                return Err(Closed(item));
            }
            if let Some(hungry) = counter.hungry.pop_front() {
                let _ = hungry.send(Some(item)); // it waits in recv, so it is there
                return Ok(());
            }
            if counter.items.len() < counter.capacity {
                counter.items.push_back(item);
                return Ok(());
            }
            let (answer, answered) = channel();
            counter.loaded.push_back((item, answer));
            answered
        };
        answered.recv().unwrap()
    }

    pub fn pop(&self) -> Option<T> {
        let handed = {
            let mut counter = self.0.lock().unwrap();
            if let Some(item) = counter.items.pop_front() {
                if let Some((next, answer)) = counter.loaded.pop_front() {
                    counter.items.push_back(next);
                    let _ = answer.send(Ok(()));
                }
                return Some(item);
            }
            if counter.closed {
                return None;
            }
            let (hand, handed) = channel();
            counter.hungry.push_back(hand);
            handed
        };
        handed.recv().unwrap()
    }

    pub fn close(&self) {
        let mut counter = self.0.lock().unwrap();
        counter.closed = true;
        for hungry in counter.hungry.drain(..) {
            let _ = hungry.send(None);
        }
        while let Some((item, answer)) = counter.loaded.pop_front() { //~
            counter.items.push_back(item); //~
            let _ = answer.send(Ok(())); //~
        }
    }
}

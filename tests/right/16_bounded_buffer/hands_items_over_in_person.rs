//! Each waiting consumer leaves a channel behind, and a push hands its item to the one that has waited longest. Each waiting
//! producer leaves its item and a channel for the answer, and a pop lets the first of them in.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::mpsc::{Sender, channel};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Desk<T> {
    items: VecDeque<T>,
    /// Nobody waits here unless there are no items.
    consumers: VecDeque<Sender<T>>,
    /// Nobody waits here unless there is no room.
    producers: VecDeque<(T, Sender<Result<(), Closed<T>>>)>,
    closed: bool,
}

pub struct BoundedBuffer<T> {
    desk: Mutex<Desk<T>>,
    capacity: usize,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "the desk has no room");
        BoundedBuffer {
            desk: Mutex::new(Desk {
                items: VecDeque::new(),
                consumers: VecDeque::new(),
                producers: VecDeque::new(),
                closed: false,
            }),
            capacity,
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let answer = {
            let mut desk = self.desk.lock().unwrap();
            if desk.closed {
                return Err(Closed(item));
            }
            if let Some(consumer) = desk.consumers.pop_front() {
                consumer.send(item).expect("the consumer waits for it");
                return Ok(());
            }
            if desk.items.len() < self.capacity {
                desk.items.push_back(item);
                return Ok(());
            }
            let (sender, receiver) = channel();
            desk.producers.push_back((item, sender));
            receiver
        };
        answer.recv().expect("everybody gets an answer")
    }

    pub fn pop(&self) -> Option<T> {
        let delivery = {
            let mut desk = self.desk.lock().unwrap();
            if let Some(item) = desk.items.pop_front() {
                if let Some((next, answer)) = desk.producers.pop_front() {
                    desk.items.push_back(next);
                    answer.send(Ok(())).expect("the producer waits for it");
                }
                return Some(item);
            }
            if desk.closed {
                return None;
            }
            let (sender, receiver) = channel();
            desk.consumers.push_back(sender);
            receiver
        };
        // Hung up means closed.
        delivery.recv().ok()
    }

    pub fn close(&self) {
        let mut desk = self.desk.lock().unwrap();
        desk.closed = true;
        desk.consumers.clear();
        for (item, answer) in desk.producers.drain(..) {
            answer.send(Err(Closed(item))).expect("the producer waits for it");
        }
    }
}

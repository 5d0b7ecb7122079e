//! kind: deadlock
//! A `sync_channel` does the waiting. But its sender stands behind a lock that `push` keeps while it waits for room, so `close`
//! can't come in to take the sender away.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    sender: Mutex<Option<SyncSender<T>>>,
    receiver: Mutex<Receiver<T>>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a channel of 0 would be a rendezvous");
        let (sender, receiver) = sync_channel(capacity);
        BoundedBuffer {
            sender: Mutex::new(Some(sender)),
            receiver: Mutex::new(receiver),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let sender = self.sender.lock().unwrap(); //~
        match &*sender {
            Some(sender) => sender.send(item).map_err(|error| Closed(error.0)), //~
            None => Err(Closed(item)),
        }
    }

    pub fn pop(&self) -> Option<T> {
        self.receiver.lock().unwrap().recv().ok()
    }

    pub fn close(&self) {
        *self.sender.lock().unwrap() = None; //~
    }
}

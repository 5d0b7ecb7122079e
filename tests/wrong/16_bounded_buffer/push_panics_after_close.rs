//! kind: panicked
//! Closing takes the sender away, and a push that finds none panics instead of giving its item back.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

struct Ends<T> {
    sender: Option<SyncSender<T>>,
    receiver: Receiver<T>,
}

pub struct BoundedBuffer<T> {
    ends: Mutex<Ends<T>>,
    changed: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "no rendezvous, please");
        let (sender, receiver) = sync_channel(capacity);
        BoundedBuffer {
            ends: Mutex::new(Ends {
                sender: Some(sender),
                receiver,
            }),
            changed: Condvar::new(),
        }
    }

    pub fn push(&self, mut item: T) -> Result<(), Closed<T>> {
        let mut ends = self.ends.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        loop {
            let sender = ends.sender.as_ref().expect("the buffer is open"); //~
            match sender.try_send(item) {
                Ok(()) => {
                    self.changed.notify_all();
                    return Ok(());
                }
                Err(TrySendError::Full(back)) => item = back,
                Err(TrySendError::Disconnected(back)) => return Err(Closed(back)),
            }
            ends = self.changed.wait(ends).unwrap_or_else(|poisoned| poisoned.into_inner());
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut ends = self.ends.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        loop {
            match ends.receiver.try_recv() {
                Ok(item) => {
                    self.changed.notify_all();
                    return Some(item);
                }
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) => {
                    ends = self.changed.wait(ends).unwrap_or_else(|poisoned| poisoned.into_inner());
                }
            }
        }
    }

    pub fn close(&self) {
        let mut ends = self.ends.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        ends.sender = None;
        self.changed.notify_all();
    }
}

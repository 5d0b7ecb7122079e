//! A `sync_channel` is the queue and counts the capacity, but never blocks: both ends stand behind one lock and are only tried. A
//! `Condvar` for each side does the waiting, and hanging up closes.

use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::sync::{Condvar, Mutex};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    ends: Mutex<(Option<SyncSender<T>>, Receiver<T>)>,
    sent: Condvar,
    received: Condvar,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert_ne!(capacity, 0, "a channel of 0 would be a rendezvous");
        let (sender, receiver) = sync_channel(capacity);
        BoundedBuffer {
            ends: Mutex::new((Some(sender), receiver)),
            sent: Condvar::new(),
            received: Condvar::new(),
        }
    }

    pub fn push(&self, mut item: T) -> Result<(), Closed<T>> {
        let mut ends = self.ends.lock().unwrap();
        loop {
            let Some(sender) = &ends.0 else {
                return Err(Closed(item));
            };
            match sender.try_send(item) {
                Ok(()) => break,
                Err(TrySendError::Full(back)) => item = back,
                Err(TrySendError::Disconnected(back)) => return Err(Closed(back)),
            }
            ends = self.received.wait(ends).unwrap();
        }
        self.sent.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut ends = self.ends.lock().unwrap();
        loop {
            match ends.1.try_recv() {
                Ok(item) => {
                    self.received.notify_one();
                    return Some(item);
                }
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) => ends = self.sent.wait(ends).unwrap(),
            }
        }
    }

    pub fn close(&self) {
        self.ends.lock().unwrap().0 = None;
        self.sent.notify_all();
        self.received.notify_all();
    }
}

//! kind: deadlock
//! Each push sends through a clone of the sender, so that the lock is free while it waits for room. Taking the original away closes
//! nothing for a push that waits already: its clone keeps the channel open, and nobody receives.

use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

pub struct BoundedBuffer<T> {
    inlet: Mutex<Option<SyncSender<T>>>,
    outlet: Mutex<Receiver<T>>,
}

impl<T> BoundedBuffer<T> {
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0);
        let (inlet, outlet) = sync_channel(capacity);
        BoundedBuffer {
            inlet: Mutex::new(Some(inlet)),
            outlet: Mutex::new(outlet),
        }
    }

    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let inlet = self.inlet.lock().unwrap().clone();
        let Some(inlet) = inlet else {
            return Err(Closed(item));
        };
        inlet.send(item).map_err(|refused| Closed(refused.0)) //~
    }

    pub fn pop(&self) -> Option<T> {
        let outlet = self.outlet.lock().unwrap();
        outlet.recv().ok()
    }

    pub fn close(&self) {
        self.inlet.lock().unwrap().take(); //~
    }
}

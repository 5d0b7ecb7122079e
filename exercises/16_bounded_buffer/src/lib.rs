//! A queue with a capacity, between threads that put in and threads that take out.
//! Fill in the struct and the four bodies; the lesson is in `README.md`.

use std::marker::PhantomData;

/// A queue that holds at most `capacity` items. Whoever would have to wait, waits.
pub struct BoundedBuffer<T> {
    // yours; this only makes the stub compile
    _items: PhantomData<fn() -> T>,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    /// An empty, open buffer. Panics if `capacity` is 0.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        todo!("make a buffer for {capacity} items")
    }

    /// Puts an item at the end; waits while the buffer is full. Once it is closed, also while waiting, gives the item back.
    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        todo!(
            "wait until there is room, then put in the item, {:?}",
            std::any::type_name_of_val(&item)
        )
    }

    /// Takes the item at the front; waits while the buffer is empty and open. `None` once it is closed and empty.
    pub fn pop(&self) -> Option<T> {
        todo!("wait until there is an item, then take it out")
    }

    /// Nothing more comes in: everybody who waits wakes up, and what is queued can still be taken. Closing again does nothing.
    pub fn close(&self) {
        todo!("let nothing more in, and wake everybody who waits")
    }
}

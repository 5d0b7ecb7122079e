//! Why it is so:
//!
//! - The items and the flag stand behind one lock, because every decision needs both: "full *and* still open" must be true at one moment.
//! - Each wait is a loop (`wait_while` is one): a `Condvar` may wake for no reason, and a thread that was woken for a reason may find
//!   that another was faster. What it waits for is asked again, under the lock, every time.
//! - Two `Condvar`s, so that a wake-up can't go to the wrong kind of thread: a push wakes one who waits for an item, a pop one who waits
//!   for room. With one `Condvar` for both, each change would have to wake everybody.
//! - `close` changes something for *everybody*, so it wakes all, on both sides. It takes the lock to set the flag: otherwise it could come between
//!   a thread's look and its wait, and wake nobody.
//! - `pop` looks for an item first and at the flag only when there is none. So what is queued at the close is still delivered.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard};

/// A queue that holds at most `capacity` items. Whoever would have to wait, waits.
pub struct BoundedBuffer<T> {
    capacity: usize,
    state: Mutex<State<T>>,
    /// An item came, or the buffer was closed.
    not_empty: Condvar,
    /// An item left, or the buffer was closed.
    not_full: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
}

/// The buffer was closed: here is the item back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Closed<T>(pub T);

impl<T> BoundedBuffer<T> {
    /// An empty, open buffer. Panics if `capacity` is 0.
    pub fn new(capacity: usize) -> BoundedBuffer<T> {
        assert!(capacity > 0, "a buffer needs room for at least one item");
        BoundedBuffer {
            capacity,
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
            }),
            not_empty: Condvar::new(),
            not_full: Condvar::new(),
        }
    }

    /// Puts an item at the end; waits while the buffer is full. Once it is closed, also while waiting, gives the item back.
    pub fn push(&self, item: T) -> Result<(), Closed<T>> {
        let must_wait = |state: &mut State<T>| state.items.len() == self.capacity && !state.closed;
        let mut state = self.not_full.wait_while(self.lock(), must_wait).expect(UNHARMED);
        if state.closed {
            return Err(Closed(item));
        }
        state.items.push_back(item);
        self.not_empty.notify_one();
        Ok(())
    }

    /// Takes the item at the front; waits while the buffer is empty and open. `None` once it is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let must_wait = |state: &mut State<T>| state.items.is_empty() && !state.closed;
        let mut state = self.not_empty.wait_while(self.lock(), must_wait).expect(UNHARMED);
        let item = state.items.pop_front()?;
        self.not_full.notify_one();
        Some(item)
    }

    /// Nothing more comes in: everybody who waits wakes up, and what is queued can still be taken. Closing again does nothing.
    pub fn close(&self) {
        self.lock().closed = true;
        self.not_empty.notify_all();
        self.not_full.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().expect(UNHARMED)
    }
}

/// Why the lock can't be poisoned.
const UNHARMED: &str = "nothing panics under this lock";

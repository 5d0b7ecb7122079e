//! How many processes run at a time. Everything that is started takes a slot first; the most urgent one that waits is next.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A counting semaphore with an order: lower numbers go first.
pub struct Slots {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    free: usize,
    /// The urgency of everyone who waits.
    waiting: Vec<u32>,
}

/// A slot that is taken until this is dropped.
pub struct Slot<'a>(&'a Slots);

impl Slots {
    pub fn new(count: usize) -> Slots {
        Slots {
            state: Mutex::new(State {
                free: count.max(1),
                waiting: Vec::new(),
            }),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is a number and a list, whole after every statement, so a panic elsewhere does not spoil it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn take(&self, urgency: u32) -> Slot<'_> {
        let mut state = self.lock();
        state.waiting.push(urgency);
        while state.free == 0 || state.waiting.iter().any(|&other| other < urgency) {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.free -= 1;
        if let Some(place) = state.waiting.iter().position(|&waiting| waiting == urgency) {
            state.waiting.swap_remove(place);
        }
        drop(state);
        // Somebody less urgent may be next now.
        self.changed.notify_all();
        Slot(self)
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.lock().free += 1;
        self.0.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_most_urgent_goes_first() {
        let slots = Slots::new(1);
        let order = Mutex::new(Vec::new());
        let held = slots.take(0);
        std::thread::scope(|scope| {
            for urgency in [3, 1, 2] {
                let (slots, order) = (&slots, &order);
                scope.spawn(move || {
                    let _slot = slots.take(urgency);
                    order.lock().unwrap().push(urgency);
                });
            }
            while slots.lock().waiting.len() < 3 {
                std::thread::sleep(Duration::from_millis(1));
            }
            drop(held);
        });
        assert_eq!(*order.lock().unwrap(), [1, 2, 3]);
    }
}

//! That something is settled once and for all, as other threads see it: one that has no reason to know may still find it unsettled.

use super::atomic::Slot;
use super::{Place, gate, is_running, record};
use recorder::trace::{Object, Op, Value};
use std::sync::atomic::Ordering;

/// Set once, to be looked at without a lock, as the state of std's `OnceLock` is.
pub struct Published(Slot<bool>);

impl Published {
    #[allow(clippy::new_without_default, reason = "it is made at compile time only")]
    pub const fn new() -> Published {
        Published(Slot::new(false))
    }

    /// What was done before is there for everybody who sees it.
    pub fn publish(&self, place: Place) {
        if is_running() {
            self.0.store(true, Ordering::Release, place, Value::IsSet);
        }
    }

    /// Whether the running thread sees that `object` is settled, if it is.
    pub fn is_seen(&self, object: Object, place: Place, settled: impl Fn() -> bool) -> bool {
        if !is_running() {
            return settled();
        }
        record(object, place, || Op::Touched);
        if gate::seen(object) {
            return settled();
        }
        let seen = self.0.load(Ordering::Acquire, place, Value::IsSet) && settled();
        if seen {
            gate::note_seen(object);
        }
        seen
    }
}

//! That something is settled once and for all: here everybody sees it at once.

use super::{Place, is_running, look, record};
use recorder::trace::{Object, Op};

/// What the loom world keeps of it, whose threads may see it later.
pub struct Published;

impl Published {
    #[allow(clippy::new_without_default, reason = "it is made at compile time only")]
    pub const fn new() -> Published {
        Published
    }

    #[allow(clippy::unused_self, reason = "the loom world's has something to do")]
    pub fn publish(&self, _: Place) {}

    /// Whether `object` is settled: a look, which is a step unless it is known to be.
    #[allow(clippy::unused_self, reason = "as above")]
    pub fn is_seen(&self, object: Object, place: Place, settled: impl Fn() -> bool) -> bool {
        if is_running() {
            look(object, place, &settled);
            record(object, place, || Op::Touched);
        }
        settled()
    }
}

//! `std::sync::Barrier`.

use crate::engine;
use crate::fresh::Fresh;
use real_std::cell::{Cell, UnsafeCell};
use real_std::fmt;
use real_std::panic::Location;
use recorder::trace::{Blocked, Op};

pub struct Barrier {
    fresh: Fresh,
    /// Threads that must come.
    size: usize,
    /// Threads that wait now.
    waiting: UnsafeCell<usize>,
    /// How often the barrier has opened.
    generation: Cell<usize>,
}

// SAFETY: all threads of the program run on one of the operating system's, one at a time.
unsafe impl Send for Barrier {}
unsafe impl Sync for Barrier {}
impl real_std::panic::UnwindSafe for Barrier {}
impl real_std::panic::RefUnwindSafe for Barrier {}

pub struct BarrierWaitResult(bool);

impl BarrierWaitResult {
    #[must_use]
    pub fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult").field("is_leader", &self.0).finish()
    }
}

impl Barrier {
    #[must_use]
    pub const fn new(n: usize) -> Barrier {
        Barrier {
            fresh: Fresh::new(),
            size: n,
            waiting: UnsafeCell::new(0),
            generation: Cell::new(0),
        }
    }

    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let place = Location::caller();
        if self.fresh.touch(self.waiting.get()) {
            self.generation.set(0);
        }
        engine::pass(self.fresh.object(), place);
        engine::record(self.fresh.object(), place, || Op::Barrier);
        engine::changed();
        // SAFETY: nobody else runs between here and the end of the statement.
        let come = unsafe {
            *self.waiting.get() += 1;
            *self.waiting.get()
        };
        if come >= self.size {
            // SAFETY: as above.
            unsafe { *self.waiting.get() = 0 };
            self.generation.set(self.generation.get().wrapping_add(1));
            engine::wake_all(self.fresh.object(), |_| true);
            return BarrierWaitResult(true);
        }
        let mine = self.generation.get();
        engine::wait_until(self.fresh.object(), Blocked::Barrier, None, place, || {
            self.generation.get() != mine
        });
        engine::record(self.fresh.object(), place, || Op::Touched);
        BarrierWaitResult(false)
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

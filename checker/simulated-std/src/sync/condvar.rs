//! `std::sync::Condvar`, spurious wake-ups included.

use super::mutex::{Mutex, MutexGuard};
use crate::engine::{self, Place, Wake};
use crate::fresh::Fresh;
use crate::time::deadline_after;
use real_std::cell::{Cell, UnsafeCell};
use real_std::fmt;
use real_std::panic::Location;
use real_std::rc::Rc;
use real_std::sync::LockResult;
use real_std::time::Duration;
use recorder::trace::{Blocked, Op, Woken};

pub struct Condvar {
    fresh: Fresh,
    /// Those who wait, each with a flag that a notify raises.
    waiters: UnsafeCell<Vec<Rc<Cell<bool>>>>,
}

// SAFETY: all simulated threads run on one thread, one at a time.
unsafe impl Send for Condvar {}
unsafe impl Sync for Condvar {}
impl real_std::panic::UnwindSafe for Condvar {}
impl real_std::panic::RefUnwindSafe for Condvar {}

#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    #[must_use]
    pub const fn new() -> Condvar {
        Condvar {
            fresh: Fresh::new(),
            waiters: UnsafeCell::new(Vec::new()),
        }
    }

    #[allow(
        clippy::mut_from_ref,
        reason = "one simulated thread runs at a time, and no reference is kept across a step"
    )]
    fn waiters(&self) -> &mut Vec<Rc<Cell<bool>>> {
        self.fresh.touch(self.waiters.get());
        // SAFETY: nobody else runs meanwhile, and no caller keeps the reference across a wait.
        unsafe { &mut *self.waiters.get() }
    }

    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        self.wait_until(guard, None, Location::caller()).0
    }

    #[track_caller]
    pub fn wait_while<'a, T, F>(&self, mut guard: MutexGuard<'a, T>, mut condition: F) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        let place = Location::caller();
        while condition(&mut *guard) {
            guard = self.wait_until(guard, None, place).0?;
        }
        Ok(guard)
    }

    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        timeout: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let (guard, timed_out) = self.wait_until(guard, Some(deadline_after(timeout)), Location::caller());
        match guard {
            Ok(guard) => Ok((guard, WaitTimeoutResult(timed_out))),
            Err(poison) => Err(real_std::sync::PoisonError::new((
                poison.into_inner(),
                WaitTimeoutResult(timed_out),
            ))),
        }
    }

    #[track_caller]
    pub fn wait_timeout_ms<'a, T>(&self, guard: MutexGuard<'a, T>, ms: u32) -> LockResult<(MutexGuard<'a, T>, bool)> {
        let (guard, timed_out) = self.wait_until(
            guard,
            Some(deadline_after(Duration::from_millis(ms.into()))),
            Location::caller(),
        );
        match guard {
            Ok(guard) => Ok((guard, !timed_out)),
            Err(poison) => Err(real_std::sync::PoisonError::new((poison.into_inner(), !timed_out))),
        }
    }

    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        timeout: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let place = Location::caller();
        let deadline = deadline_after(timeout);
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            if engine::now() >= deadline {
                return Ok((guard, WaitTimeoutResult(true)));
            }
            guard = match self.wait_until(guard, Some(deadline), place).0 {
                Ok(guard) => guard,
                Err(poison) => {
                    return Err(real_std::sync::PoisonError::new((
                        poison.into_inner(),
                        WaitTimeoutResult(false),
                    )));
                }
            };
        }
    }

    /// Gives the lock back, waits, and takes it again. `true`: the time ran out.
    fn wait_until<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        deadline: Option<u64>,
        place: Place,
    ) -> (LockResult<MutexGuard<'a, T>>, bool) {
        let mutex: &'a Mutex<T> = guard.mutex();
        // Whoever notifies without the lock may come between the look at the condition and the wait.
        engine::point(place);
        let notified = Rc::new(Cell::new(false));
        self.waiters().push(notified.clone());
        let object = self.fresh.object();
        engine::record(object, place, || Op::Wait);
        // Giving the lock back and beginning to wait are one step.
        drop(guard);
        let mut woken = Woken::Notified;
        if engine::spuriously() {
            woken = Woken::Spuriously;
        } else {
            // Without a deadline, waking up and taking the lock again can be one step: nobody could tell.
            let until = || notified.get() && (deadline.is_some() || !mutex.is_locked());
            if engine::block(&until, deadline, Blocked::Condvar, object, place) == Wake::TimedOut {
                woken = Woken::TimedOut;
            }
        }
        if !notified.get() {
            self.waiters().retain(|waiter| !Rc::ptr_eq(waiter, &notified));
        }
        engine::record(object, place, || Op::Woken(woken));
        while mutex.is_locked() {
            engine::block(&|| !mutex.is_locked(), None, Blocked::Lock, mutex.object(), place);
        }
        (mutex.take_again(place), woken == Woken::TimedOut)
    }

    #[track_caller]
    pub fn notify_one(&self) {
        self.notify(false, Location::caller());
    }

    #[track_caller]
    pub fn notify_all(&self) {
        self.notify(true, Location::caller());
    }

    fn notify(&self, all: bool, place: Place) {
        engine::point(place);
        let waiting = self.waiters().len();
        engine::record(self.fresh.object(), place, || Op::Notify { all, waiting });
        if waiting == 0 {
            return;
        }
        engine::changed();
        if all {
            for waiter in real_std::mem::take(self.waiters()) {
                waiter.set(true);
            }
        } else {
            // Which one is left to the system.
            let one = engine::pick(waiting);
            self.waiters().remove(one).set(true);
        }
        engine::fine_point(place);
    }
}

impl Default for Condvar {
    fn default() -> Condvar {
        Condvar::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}

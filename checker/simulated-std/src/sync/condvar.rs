//! `std::sync::Condvar`, spurious wake-ups included (in the simulated world).

use super::mutex::{Mutex, MutexGuard};
use crate::engine::{self, Line, Place};
use crate::fresh::Fresh;
use crate::time::timeout_after;
use real_std::fmt;
use real_std::panic::Location;
use real_std::sync::LockResult;
use real_std::time::Duration;
use recorder::trace::{Object, Op, Woken};

pub struct Condvar {
    fresh: Fresh,
    line: Line,
}

// SAFETY: all threads of the program run on one of the operating system's, one at a time.
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
            line: Line::new(),
        }
    }

    fn object(&self) -> Object {
        self.fresh.touch((&raw const self.line).cast_mut());
        self.fresh.object()
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
        let (guard, timed_out) = self.wait_until(guard, timeout_after(timeout), Location::caller());
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
            timeout_after(Duration::from_millis(ms.into())),
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
        let deadline = timeout_after(timeout);
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            if deadline.is_some_and(|deadline| engine::now() >= deadline) {
                return Ok((guard, WaitTimeoutResult(true)));
            }
            guard = match self.wait_until(guard, deadline, place).0 {
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
        let object = self.object();
        // Whoever notifies without the lock may come between the look at the condition and the wait.
        engine::pass(object, place);
        let ticket = self.line.enter(object, deadline, place);
        engine::record(object, place, || Op::Wait);
        // Giving the lock back and beginning to wait are one step.
        drop(guard);
        let woken = self.line.wait(ticket, object, mutex.lock_of(), place);
        engine::record(object, place, || Op::Woken(woken));
        (mutex.lock_again(place), woken == Woken::TimedOut)
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
        let object = self.object();
        engine::pass(object, place);
        let waiting = self.line.len(object);
        engine::record(object, place, || Op::Notify { all, waiting });
        if waiting == 0 {
            return;
        }
        engine::changed();
        if all {
            self.line.wake_all(object);
        } else {
            self.line.wake_one(object);
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

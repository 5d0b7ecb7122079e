//! `std::sync::RwLock`. It prefers nobody: any order of readers and writers is possible. But a reader that comes while a writer waits may have
//! to wait until one has had its turn, as on Linux: so who reads twice may wait for himself.

use super::mutex::{shallow_hash, with_poison, written};
use crate::engine::{self, Place};
use crate::fresh::{Fresh, peek};
use real_std::cell::{Cell, UnsafeCell};
use real_std::fmt;
use real_std::marker::PhantomData;
use real_std::ops::{Deref, DerefMut};
use real_std::panic::{Location, RefUnwindSafe, UnwindSafe};
use real_std::sync::{LockResult, TryLockError, TryLockResult};
use recorder::trace::{Blocked, Object, Op};

pub struct RwLock<T: ?Sized> {
    fresh: Fresh,
    readers: Cell<u32>,
    writer: Cell<bool>,
    /// How often it was locked for writing.
    turns: Cell<u32>,
    poisoned: Cell<bool>,
    data: UnsafeCell<T>,
}

// SAFETY: as for the real one; all threads of the program run on one of the operating system's, one at a time.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}
impl<T: ?Sized> UnwindSafe for RwLock<T> {}
impl<T: ?Sized> RefUnwindSafe for RwLock<T> {}

#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    place: Place,
    /// It is not `Send`, and as little unwind-safe as a borrow of the value.
    not_send: PhantomData<*const T>,
}

#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    place: Place,
    panicking: bool,
    before: Cell<Option<u64>>,
    not_send: PhantomData<*const ()>,
}

// SAFETY: as for the real ones.
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}
impl<T: ?Sized> RefUnwindSafe for RwLockWriteGuard<'_, T> {}
impl<T: ?Sized + RefUnwindSafe> RefUnwindSafe for RwLockReadGuard<'_, T> {}

impl<T> RwLock<T> {
    pub const fn new(value: T) -> RwLock<T> {
        RwLock {
            fresh: Fresh::new(),
            readers: Cell::new(0),
            writer: Cell::new(false),
            turns: Cell::new(0),
            poisoned: Cell::new(false),
            data: UnsafeCell::new(value),
        }
    }

    pub fn into_inner(self) -> LockResult<T> {
        self.touch();
        let poisoned = self.poisoned.get();
        with_poison(self.data.into_inner(), poisoned)
    }
}

impl<T: ?Sized> RwLock<T> {
    fn touch(&self) {
        if self.fresh.touch(self.data.get()) {
            self.readers.set(0);
            self.writer.set(false);
            self.poisoned.set(false);
        }
    }

    fn object(&self) -> Object {
        self.fresh.object()
    }

    fn free_to_write(&self) -> bool {
        !self.writer.get() && self.readers.get() == 0
    }

    /// Gives the lock back. Others can see that it is free again, so it is a step like taking it.
    fn leave(&self, give: impl FnOnce(), place: Place) {
        let object = self.object();
        engine::fine_point(place);
        engine::release(object, place);
        give();
        engine::record(object, place, || Op::Unlock);
        engine::let_go(object);
        if self.free_to_write() {
            engine::wake_all(object, |_| true);
        }
    }

    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let place = Location::caller();
        self.touch();
        let object = self.object();
        engine::until(object, Blocked::ReadLock, None, place, || !self.writer.get());
        if self.readers.get() > 0 && engine::stays_behind_writers(object) {
            let turns = self.turns.get();
            let after_a_writer = || !self.writer.get() && self.turns.get() != turns;
            engine::until(object, Blocked::ReadLock, None, place, after_a_writer);
        }
        self.read_guard(place)
    }

    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        self.try_read_at(Location::caller())
    }

    fn try_read_at(&self, place: Place) -> TryLockResult<RwLockReadGuard<'_, T>> {
        self.touch();
        engine::pass(self.object(), place);
        if self.writer.get() {
            engine::record(self.object(), place, || Op::TryLockFailed);
            return Err(TryLockError::WouldBlock);
        }
        Ok(self.read_guard(place)?)
    }

    fn read_guard(&self, place: Place) -> LockResult<RwLockReadGuard<'_, T>> {
        self.readers.set(self.readers.get() + 1);
        engine::record(self.object(), place, || Op::Lock { shared: true });
        engine::hold(self.object(), true, place);
        with_poison(
            RwLockReadGuard {
                lock: self,
                place,
                not_send: PhantomData,
            },
            self.poisoned.get(),
        )
    }

    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let place = Location::caller();
        self.touch();
        engine::until(self.object(), Blocked::WriteLock, None, place, || self.free_to_write());
        self.write_guard(place)
    }

    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let place = Location::caller();
        self.touch();
        engine::pass(self.object(), place);
        if !self.free_to_write() {
            engine::record(self.object(), place, || Op::TryLockFailed);
            return Err(TryLockError::WouldBlock);
        }
        Ok(self.write_guard(place)?)
    }

    fn write_guard(&self, place: Place) -> LockResult<RwLockWriteGuard<'_, T>> {
        self.writer.set(true);
        self.turns.set(self.turns.get().wrapping_add(1));
        engine::record(self.object(), place, || Op::Lock { shared: false });
        engine::hold(self.object(), false, place);
        let guard = RwLockWriteGuard {
            lock: self,
            place,
            panicking: engine::panicking(),
            before: Cell::new(None),
            not_send: PhantomData,
        };
        with_poison(guard, self.poisoned.get())
    }

    #[track_caller]
    pub fn is_poisoned(&self) -> bool {
        self.ask(Location::caller());
        self.poisoned.get()
    }

    #[track_caller]
    pub fn clear_poison(&self) {
        self.ask(Location::caller());
        self.poisoned.set(false);
    }

    /// A step at the lock, whoever holds it.
    fn ask(&self, place: Place) {
        self.touch();
        engine::pass(self.object(), place);
        engine::record(self.object(), place, || Op::Touched);
    }

    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.touch();
        let poisoned = self.poisoned.get();
        with_poison(self.data.get_mut(), poisoned)
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    #[track_caller]
    fn deref(&self) -> &T {
        // SAFETY: a read lock is held.
        let value = unsafe { &*self.lock.data.get() };
        engine::record(self.lock.object(), Location::caller(), || Op::Read(peek(value)));
        value
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    #[track_caller]
    fn deref(&self) -> &T {
        // SAFETY: the write lock is held.
        let value = unsafe { &*self.lock.data.get() };
        engine::record(self.lock.object(), Location::caller(), || Op::Read(peek(value)));
        value
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the write lock is held.
        let value = unsafe { &mut *self.lock.data.get() };
        if self.before.get().is_none() {
            self.before.set(Some(shallow_hash(value)));
        }
        engine::record(self.lock.object(), Location::caller(), || Op::Borrow(peek(value)));
        value
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        self.lock
            .leave(|| self.lock.readers.set(self.lock.readers.get() - 1), self.place);
        engine::fine_point(self.place);
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        self.note_writes();
        if !self.panicking && engine::panicking() {
            self.lock.poisoned.set(true);
        }
        self.lock.leave(|| self.lock.writer.set(false), self.place);
        engine::fine_point(self.place);
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Turns the write lock into a read lock in one step.
    pub fn downgrade(s: Self) -> RwLockReadGuard<'a, T> {
        let (lock, place) = (s.lock, s.place);
        s.note_writes();
        // The write lock goes over into the read lock: nothing is given back.
        real_std::mem::forget(s);
        let give = || {
            lock.writer.set(false);
            lock.readers.set(1);
        };
        lock.leave(give, place);
        engine::wake_all(lock.object(), |what| what == Blocked::ReadLock);
        engine::record(lock.object(), place, || Op::Lock { shared: true });
        engine::hold(lock.object(), true, place);
        engine::fine_point(place);
        RwLockReadGuard {
            lock,
            place,
            not_send: PhantomData,
        }
    }

    /// Notes a change of the value, so that whoever polls it looks again.
    fn note_writes(&self) {
        if let Some(before) = self.before.take() {
            // SAFETY: the write lock is held.
            let value = unsafe { &*self.lock.data.get() };
            let changed = shallow_hash(value) != before;
            if changed {
                engine::changed();
            }
            engine::record(self.lock.object(), self.place, || written(peek(value), changed));
        }
    }
}

impl<T: Default> Default for RwLock<T> {
    fn default() -> RwLock<T> {
        RwLock::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    fn from(value: T) -> RwLock<T> {
        RwLock::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("RwLock");
        if !engine::is_running() {
            // SAFETY: nobody else is there any more.
            shown.field("data", &unsafe { &*self.data.get() });
        } else {
            match self.try_read_at(Location::caller()) {
                Ok(guard) => shown.field("data", &&*guard),
                Err(TryLockError::Poisoned(poison)) => shown.field("data", &&**poison.get_ref()),
                Err(TryLockError::WouldBlock) => shown.field("data", &format_args!("<locked>")),
            };
        }
        shown.field("poisoned", &self.poisoned.get());
        shown.finish_non_exhaustive()
    }
}

macro_rules! shown_as_the_value {
    ($($guard:ident)*) => {$(
        impl<T: ?Sized + fmt::Debug> fmt::Debug for $guard<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
        impl<T: ?Sized + fmt::Display> fmt::Display for $guard<'_, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
    )*};
}
shown_as_the_value!(RwLockReadGuard RwLockWriteGuard);

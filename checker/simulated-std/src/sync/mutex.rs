//! `std::sync::Mutex`.

use crate::engine::{self, Lock, Place};
use crate::fresh::{Fresh, peek};
use real_std::cell::{Cell, UnsafeCell};
use real_std::fmt;
use real_std::marker::PhantomData;
use real_std::ops::{Deref, DerefMut};
use real_std::panic::{Location, RefUnwindSafe, UnwindSafe};
use real_std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};
use recorder::trace::{Object, Op, Value};

pub struct Mutex<T: ?Sized> {
    fresh: Fresh,
    lock: Lock,
    poisoned: Cell<bool>,
    data: UnsafeCell<T>,
}

// SAFETY: as for the real one; all threads of the program run on one of the operating system's, one at a time.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}
impl<T: ?Sized> UnwindSafe for Mutex<T> {}
impl<T: ?Sized> RefUnwindSafe for Mutex<T> {}

#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    lock: &'a Mutex<T>,
    /// Where the lock was taken.
    place: Place,
    panicking: bool,
    /// The value's bytes when it was first looked at, to see whether it changed: a `Cell` inside can change without a mutable borrow.
    before: Cell<Option<u64>>,
    /// Whether it was borrowed for writing.
    borrowed: Cell<bool>,
    not_send: PhantomData<*const ()>,
}

// SAFETY: as for the real one.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}
impl<T: ?Sized> RefUnwindSafe for MutexGuard<'_, T> {}

impl<T> Mutex<T> {
    pub const fn new(value: T) -> Mutex<T> {
        Mutex {
            fresh: Fresh::new(),
            lock: Lock::new(),
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

impl<T: ?Sized> Mutex<T> {
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        self.lock_at(Location::caller())
    }

    pub(crate) fn lock_at(&self, place: Place) -> LockResult<MutexGuard<'_, T>> {
        self.touch();
        self.lock.lock(self.object(), place);
        self.guard(place)
    }

    /// Takes the lock again at the end of a wait.
    pub(crate) fn lock_again(&self, place: Place) -> LockResult<MutexGuard<'_, T>> {
        self.lock.lock_again(self.object(), place);
        self.guard(place)
    }

    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        self.try_lock_at(Location::caller())
    }

    fn try_lock_at(&self, place: Place) -> TryLockResult<MutexGuard<'_, T>> {
        self.touch();
        if !self.lock.try_lock(self.object(), place) {
            engine::record(self.fresh.object(), place, || Op::TryLockFailed);
            return Err(TryLockError::WouldBlock);
        }
        Ok(self.guard(place)?)
    }

    fn guard(&self, place: Place) -> LockResult<MutexGuard<'_, T>> {
        engine::record(self.fresh.object(), place, || Op::Lock { shared: false });
        engine::hold(self.fresh.object(), false, place);
        let guard = MutexGuard {
            lock: self,
            place,
            panicking: engine::panicking(),
            before: Cell::new(None),
            borrowed: Cell::new(false),
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
        self.lock.ask(self.object(), place);
        engine::record(self.object(), place, || Op::Touched);
    }

    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        self.touch();
        let poisoned = self.poisoned.get();
        with_poison(self.data.get_mut(), poisoned)
    }

    fn touch(&self) {
        if self.fresh.touch(self.data.get()) {
            self.lock.reset();
            self.poisoned.set(false);
        }
    }

    pub(crate) fn object(&self) -> Object {
        self.fresh.object()
    }

    pub(crate) fn lock_of(&self) -> &Lock {
        &self.lock
    }

    /// Gives the lock back, as a guard does when it is dropped.
    fn unlock(&self, place: Place, panicking: bool) {
        engine::fine_point(place);
        if !panicking && engine::panicking() {
            self.poisoned.set(true);
        }
        self.lock.unlock(self.object(), place);
        engine::record(self.fresh.object(), place, || Op::Unlock);
        engine::let_go(self.fresh.object());
        engine::fine_point(place);
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    pub(crate) fn mutex(&self) -> &'a Mutex<T> {
        self.lock
    }
}

/// A result that is an error when the lock is poisoned.
pub(crate) fn with_poison<G>(guard: G, poisoned: bool) -> LockResult<G> {
    if poisoned {
        Err(PoisonError::new(guard))
    } else {
        Ok(guard)
    }
}

/// What to record of a value that was borrowed for writing. One that can be shown may have been written with the same value again.
pub(crate) fn written(value: Option<Value>, changed: bool) -> Op {
    if changed || value.is_some() {
        Op::Written(value)
    } else {
        Op::MaybeWritten
    }
}

/// The bytes of a value itself, not of what it points to, as one number: enough to see that it changed.
pub(crate) fn shallow_hash<T: ?Sized>(value: &T) -> u64 {
    let bytes = real_std::ptr::from_ref(value).cast::<u8>();
    // SAFETY: within the value.
    unsafe { crate::fresh::hash_of_bytes(bytes, size_of_val(value).min(128)) }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    #[track_caller]
    fn deref(&self) -> &T {
        // SAFETY: the guard holds the lock.
        let value = unsafe { &*self.lock.data.get() };
        if self.before.get().is_none() {
            self.before.set(Some(shallow_hash(value)));
        }
        engine::record(self.lock.fresh.object(), Location::caller(), || Op::Read(peek(value)));
        value
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard holds the lock.
        let value = unsafe { &mut *self.lock.data.get() };
        if self.before.get().is_none() {
            self.before.set(Some(shallow_hash(value)));
        }
        self.borrowed.set(true);
        engine::record(self.lock.fresh.object(), Location::caller(), || Op::Borrow(peek(value)));
        value
    }
}

impl<T: ?Sized> MutexGuard<'_, T> {
    /// Notes a change of the value, so that whoever polls it looks again.
    pub(crate) fn note_writes(&self) {
        if let Some(before) = self.before.take() {
            // SAFETY: the guard holds the lock.
            let value = unsafe { &*self.lock.data.get() };
            let changed = shallow_hash(value) != before;
            if changed {
                engine::changed();
            }
            // What lies behind a pointer can change unseen; where it was borrowed for writing, it is taken to be written.
            if changed || self.borrowed.get() {
                engine::record(self.lock.fresh.object(), self.place, || written(peek(value), changed));
            }
        }
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        self.note_writes();
        self.lock.unlock(self.place, self.panicking);
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Mutex<T> {
        Mutex::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    fn from(value: T) -> Mutex<T> {
        Mutex::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Mutex");
        if !engine::is_running() {
            // SAFETY: nobody else is there any more.
            shown.field("data", &unsafe { &*self.data.get() });
        } else {
            match self.try_lock_at(Location::caller()) {
                Ok(guard) => shown.field("data", &&*guard),
                Err(TryLockError::Poisoned(poison)) => shown.field("data", &&**poison.get_ref()),
                Err(TryLockError::WouldBlock) => shown.field("data", &"<locked>"),
            };
        }
        shown.field("poisoned", &self.poisoned.get());
        shown.finish_non_exhaustive()
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

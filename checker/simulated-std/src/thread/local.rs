//! `thread_local!` and `LocalKey`: a value for each simulated thread.

use crate::engine;
use crate::engine::Local;
use real_std::any::Any;
use real_std::cell::{Cell, RefCell};
use real_std::fmt;
use real_std::rc::Rc;

pub struct LocalKey<T: 'static> {
    init: fn() -> T,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AccessError;

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("already destroyed")
    }
}

impl real_std::error::Error for AccessError {}

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    pub const fn __new(init: fn() -> T) -> LocalKey<T> {
        LocalKey { init }
    }

    fn key(&'static self) -> usize {
        real_std::ptr::from_ref(self) as usize
    }

    fn value(&'static self) -> Result<Rc<dyn Any>, AccessError> {
        let (key, me) = (self.key(), engine::current());
        let find = |task: &mut engine::Task| {
            task.locals
                .iter()
                .find(|local| local.key == key)
                .map(|local| local.value.clone().ok_or(AccessError))
        };
        if let Some(found) = engine::with_task(me, find) {
            return found;
        }
        // Making the value may use other locals, and may be preempted.
        let value: Rc<dyn Any> = Rc::new((self.init)());
        engine::with_task(me, |task| {
            task.locals.push(Local {
                key,
                value: Some(value.clone()),
                needs_drop: real_std::mem::needs_drop::<T>(),
            })
        });
        Ok(value)
    }

    /// # Panics
    /// If the thread has destroyed the value already.
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.try_with(f)
            .expect("cannot access a Thread Local Storage value during or after destruction")
    }

    /// # Errors
    /// If the thread has destroyed the value already.
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        let value = self.value()?;
        Ok(f(value.downcast_ref().expect("a key's values have its type")))
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    pub fn set(&'static self, value: T) {
        self.with(|cell| cell.set(value));
    }

    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    pub fn set(&'static self, value: T) {
        self.with(|cell| *cell.borrow_mut() = value);
    }

    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}

/// Drops the running thread's locals, last made first, as its last act. A destructor may make new ones.
pub(super) fn destroy() {
    let me = engine::current();
    let next = |task: &mut engine::Task| {
        let mut locals = task.locals.iter_mut().rev().filter(|local| local.needs_drop);
        locals.find_map(|local| local.value.take())
    };
    while let Some(value) = engine::with_task(me, next) {
        drop(value);
    }
}

//! `std::sync::{Once, OnceLock, LazyLock}`.

use crate::engine::{self, Place, Published};
use crate::fresh::Fresh;
use real_std::cell::{Cell, UnsafeCell};
use real_std::fmt;
use real_std::marker::PhantomData;
use real_std::ops::{Deref, DerefMut};
use real_std::panic::{Location, RefUnwindSafe, UnwindSafe};
use recorder::trace::{Blocked, Op};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    New,
    Running,
    Poisoned,
    Done,
}

/// Decides who initialises; the others wait.
struct Gate {
    fresh: Fresh,
    stage: Cell<Stage>,
    done: Published,
}

impl Gate {
    const fn new() -> Gate {
        Gate {
            fresh: Fresh::new(),
            stage: Cell::new(Stage::New),
            done: Published::new(),
        }
    }

    /// How far it is, without looking as other threads would.
    fn stage<T: ?Sized>(&self, value: *mut T) -> Stage {
        if self.fresh.touch(value) {
            self.stage.set(Stage::New);
        }
        self.stage.get()
    }

    /// Looks how far it is: a step, unless it is known to be over.
    fn look<T: ?Sized>(&self, value: *mut T, place: Place) -> Stage {
        self.stage(value);
        if engine::is_running() {
            engine::look(self.fresh.object(), place, || self.stage.get() == Stage::Done);
            engine::record(self.fresh.object(), place, || Op::Touched);
        }
        self.stage.get()
    }

    /// Whether it is done, as far as this thread can tell without waiting for anybody.
    fn is_seen_done<T: ?Sized>(&self, value: *mut T, place: Place) -> bool {
        self.stage(value);
        let object = self.fresh.object();
        self.done.is_seen(object, place, || self.stage.get() == Stage::Done)
    }

    /// Waits until somebody has initialised it. A panic of the one who was to is no end, or one: `poisoned` says.
    fn wait<T: ?Sized>(&self, value: *mut T, poisoned: bool, place: Place) -> Stage {
        let over = || match self.stage.get() {
            Stage::Done => true,
            Stage::Poisoned => poisoned,
            Stage::New | Stage::Running => false,
        };
        self.look(value, place);
        engine::wait_until(self.fresh.object(), Blocked::Once, None, place, over);
        self.look(value, place)
    }

    /// Runs `init` unless somebody has; waits for whoever is at it. `Err` when an earlier one panicked and that matters.
    fn run<T: ?Sized>(
        &self,
        value: *mut T,
        force: bool,
        place: Place,
        init: impl FnOnce(bool) -> bool,
    ) -> Result<bool, ()> {
        let mut stage = self.look(value, place);
        loop {
            match stage {
                Stage::Done => return Ok(false),
                Stage::Poisoned if !force => return Err(()),
                Stage::Running => {
                    let over = || self.stage.get() != Stage::Running;
                    engine::wait_until(self.fresh.object(), Blocked::Once, None, place, over);
                    stage = self.look(value, place);
                }
                before @ (Stage::New | Stage::Poisoned) => {
                    self.stage.set(Stage::Running);
                    engine::changed();
                    // If `init` panics, or gives up, the stage must not stay `Running`.
                    let mut settle = Settle {
                        gate: self,
                        stage: Stage::Poisoned,
                        place,
                    };
                    settle.stage = if init(before == Stage::Poisoned) {
                        Stage::Done
                    } else {
                        Stage::New
                    };
                    return Ok(true);
                }
            }
        }
    }
}

/// Publishes how an initialisation ended, when it is dropped.
struct Settle<'a> {
    gate: &'a Gate,
    stage: Stage,
    place: Place,
}

impl Drop for Settle<'_> {
    fn drop(&mut self) {
        let object = self.gate.fresh.object();
        engine::release(object, self.place);
        self.gate.stage.set(self.stage);
        engine::changed();
        let done = self.stage == Stage::Done;
        if done {
            self.gate.done.publish(self.place);
        }
        engine::record(object, self.place, || if done { Op::Initialised } else { Op::Touched });
        engine::wake_all(object, |what| what == Blocked::Once);
    }
}

pub struct Once {
    gate: Gate,
    nothing: UnsafeCell<()>,
}

// SAFETY: all threads of the program run on one of the operating system's, one at a time.
unsafe impl Send for Once {}
unsafe impl Sync for Once {}
impl UnwindSafe for Once {}
impl RefUnwindSafe for Once {}

pub struct OnceState {
    poisoned: bool,
    /// As for the real one.
    not_sync: PhantomData<Cell<()>>,
}

impl fmt::Debug for OnceState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OnceState").field("poisoned", &self.poisoned).finish()
    }
}

impl OnceState {
    #[must_use]
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }
}

impl Once {
    #[allow(clippy::new_without_default, reason = "std's has no Default")]
    #[must_use]
    pub const fn new() -> Once {
        Once {
            gate: Gate::new(),
            nothing: UnsafeCell::new(()),
        }
    }

    #[track_caller]
    pub fn call_once<F: FnOnce()>(&self, f: F) {
        let run = self.gate.run(self.nothing.get(), false, Location::caller(), |_| {
            f();
            true
        });
        assert!(run.is_ok(), "Once instance has previously been poisoned");
    }

    #[track_caller]
    pub fn call_once_force<F: FnOnce(&OnceState)>(&self, f: F) {
        let _ = self.gate.run(self.nothing.get(), true, Location::caller(), |poisoned| {
            f(&OnceState {
                poisoned,
                not_sync: PhantomData,
            });
            true
        });
    }

    #[track_caller]
    pub fn is_completed(&self) -> bool {
        self.gate.is_seen_done(self.nothing.get(), Location::caller())
    }

    #[track_caller]
    pub fn wait(&self) {
        self.wait_for(false, Location::caller());
    }

    #[track_caller]
    pub fn wait_force(&self) {
        self.wait_for(true, Location::caller());
    }

    fn wait_for(&self, force: bool, place: Place) {
        let stage = self.gate.wait(self.nothing.get(), !force, place);
        assert!(stage == Stage::Done, "Once instance has previously been poisoned");
    }
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").finish_non_exhaustive()
    }
}

pub struct OnceLock<T> {
    gate: Gate,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: as for the real one.
unsafe impl<T: Send> Send for OnceLock<T> {}
unsafe impl<T: Sync + Send> Sync for OnceLock<T> {}
impl<T: UnwindSafe> UnwindSafe for OnceLock<T> {}
impl<T: RefUnwindSafe + UnwindSafe> RefUnwindSafe for OnceLock<T> {}

impl<T> OnceLock<T> {
    #[must_use]
    pub const fn new() -> OnceLock<T> {
        OnceLock {
            gate: Gate::new(),
            value: UnsafeCell::new(None),
        }
    }

    fn stage(&self) -> Stage {
        self.gate.stage(self.value.get())
    }

    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        self.get_at(Location::caller())
    }

    fn get_at(&self, place: Place) -> Option<&T> {
        let seen = self.gate.is_seen_done(self.value.get(), place);
        seen.then(|| self.peek()).flatten()
    }

    fn peek(&self) -> Option<&T> {
        // SAFETY: once it is done the value doesn't change any more while it is shared.
        (self.stage() == Stage::Done)
            .then(|| unsafe { (*self.value.get()).as_ref() })
            .flatten()
    }

    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.stage();
        self.value.get_mut().as_mut()
    }

    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        let _ = self.gate.run(self.value.get(), true, Location::caller(), |_| {
            // SAFETY: the gate lets only one thread in.
            unsafe { *self.value.get() = value.take() };
            true
        });
        value.map_or(Ok(()), Err)
    }

    #[track_caller]
    pub fn get_or_init<F: FnOnce() -> T>(&self, f: F) -> &T {
        let _ = self.gate.run(self.value.get(), true, Location::caller(), |_| {
            let value = f();
            // SAFETY: the gate lets only one thread in.
            unsafe { *self.value.get() = Some(value) };
            true
        });
        self.peek().expect("it has just been set")
    }

    #[track_caller]
    pub fn wait(&self) -> &T {
        self.gate.wait(self.value.get(), false, Location::caller());
        self.peek().expect("it is done")
    }

    pub fn into_inner(self) -> Option<T> {
        self.stage();
        self.value.into_inner()
    }

    pub fn take(&mut self) -> Option<T> {
        self.stage();
        self.gate.stage.set(Stage::New);
        self.value.get_mut().take()
    }
}

impl<T> Default for OnceLock<T> {
    fn default() -> OnceLock<T> {
        OnceLock::new()
    }
}

impl<T> From<T> for OnceLock<T> {
    #[track_caller]
    fn from(value: T) -> OnceLock<T> {
        let lock = OnceLock {
            gate: Gate::new(),
            value: UnsafeCell::new(Some(value)),
        };
        lock.stage();
        lock.gate.stage.set(Stage::Done);
        lock.gate.done.publish(Location::caller());
        lock
    }
}

impl<T: Clone> Clone for OnceLock<T> {
    #[track_caller]
    fn clone(&self) -> OnceLock<T> {
        self.get()
            .map_or_else(OnceLock::new, |value| OnceLock::from(value.clone()))
    }
}

impl<T: PartialEq> PartialEq for OnceLock<T> {
    #[track_caller]
    fn eq(&self, other: &OnceLock<T>) -> bool {
        self.get() == other.get()
    }
}

impl<T: Eq> Eq for OnceLock<T> {}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple("OnceLock");
        match self.get() {
            Some(value) => shown.field(value),
            None => shown.field(&format_args!("<uninit>")),
        };
        shown.finish()
    }
}

/// The closure until it has run, then the value.
enum Lazy<T, F> {
    Init(F),
    Value(T),
    Gone,
}

pub struct LazyLock<T, F = fn() -> T> {
    gate: Gate,
    lazy: UnsafeCell<Lazy<T, F>>,
}

// SAFETY: as for the real one.
unsafe impl<T: Sync + Send, F: Send> Sync for LazyLock<T, F> {}
unsafe impl<T: Send, F: Send> Send for LazyLock<T, F> {}
impl<T: UnwindSafe, F: UnwindSafe> UnwindSafe for LazyLock<T, F> {}
impl<T: RefUnwindSafe + UnwindSafe, F: UnwindSafe> RefUnwindSafe for LazyLock<T, F> {}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    pub const fn new(f: F) -> LazyLock<T, F> {
        LazyLock {
            gate: Gate::new(),
            lazy: UnsafeCell::new(Lazy::Init(f)),
        }
    }

    #[track_caller]
    pub fn force(this: &LazyLock<T, F>) -> &T {
        this.forced(Location::caller())
    }

    #[track_caller]
    pub fn force_mut(this: &mut LazyLock<T, F>) -> &mut T {
        this.forced(Location::caller());
        LazyLock::get_mut(this).expect("it has just been made")
    }

    fn forced(&self, place: Place) -> &T {
        let run = self.gate.run(self.lazy.get(), false, place, |_| {
            // SAFETY: the gate lets only one thread in.
            let lazy = unsafe { real_std::mem::replace(&mut *self.lazy.get(), Lazy::Gone) };
            let Lazy::Init(init) = lazy else {
                unreachable!("it runs once")
            };
            let value = init();
            // SAFETY: as above.
            unsafe { *self.lazy.get() = Lazy::Value(value) };
            true
        });
        assert!(run.is_ok(), "LazyLock instance has previously been poisoned");
        self.peek().expect("it has just been made")
    }
}

impl<T, F> LazyLock<T, F> {
    #[track_caller]
    pub fn get(this: &LazyLock<T, F>) -> Option<&T> {
        let seen = this.gate.is_seen_done(this.lazy.get(), Location::caller());
        seen.then(|| this.peek()).flatten()
    }

    pub fn get_mut(this: &mut LazyLock<T, F>) -> Option<&mut T> {
        this.gate.stage(this.lazy.get());
        match this.lazy.get_mut() {
            Lazy::Value(value) => Some(value),
            Lazy::Init(_) | Lazy::Gone => None,
        }
    }

    fn peek(&self) -> Option<&T> {
        if self.gate.stage(self.lazy.get()) != Stage::Done {
            return None;
        }
        // SAFETY: once it is done the value doesn't change any more while it is shared.
        match unsafe { &*self.lazy.get() } {
            Lazy::Value(value) => Some(value),
            Lazy::Init(_) | Lazy::Gone => None,
        }
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
    #[track_caller]
    fn deref(&self) -> &T {
        self.forced(Location::caller())
    }
}

impl<T, F: FnOnce() -> T> DerefMut for LazyLock<T, F> {
    #[track_caller]
    fn deref_mut(&mut self) -> &mut T {
        LazyLock::force_mut(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    fn default() -> LazyLock<T> {
        LazyLock::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple("LazyLock");
        match LazyLock::get(self) {
            Some(value) => shown.field(value),
            None => shown.field(&format_args!("<uninit>")),
        };
        shown.finish()
    }
}

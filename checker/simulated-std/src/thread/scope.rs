//! `std::thread::scope`.

use super::builder::start;
use super::handle::{JoinHandle, Thread};
use crate::engine::{self, Place};
use real_std::cell::{Cell, RefCell};
use real_std::fmt;
use real_std::marker::PhantomData;
use real_std::panic::{AssertUnwindSafe, Location, catch_unwind};
use real_std::sync::Arc;
use recorder::trace::Op;

/// The threads of a scope, and how many panics of theirs somebody who joined them has taken over.
#[derive(Default)]
struct Started {
    threads: RefCell<Vec<recorder::trace::Thread>>,
    taken_over: Cell<usize>,
}

pub struct Scope<'scope, 'env: 'scope> {
    started: Arc<Started>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

// SAFETY: all threads of the program run on one of the operating system's, one at a time.
unsafe impl Send for Scope<'_, '_> {}
unsafe impl Sync for Scope<'_, '_> {}
impl real_std::panic::RefUnwindSafe for Scope<'_, '_> {}

pub struct ScopedJoinHandle<'scope, T> {
    handle: JoinHandle<T>,
    started: Arc<Started>,
    scope: PhantomData<&'scope ()>,
}

// SAFETY: as for the real one.
unsafe impl<T: Send> Send for ScopedJoinHandle<'_, T> {}
unsafe impl<T: Send> Sync for ScopedJoinHandle<'_, T> {}

#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let place = Location::caller();
    let scope = Scope {
        started: Arc::default(),
        scope: PhantomData,
        env: PhantomData,
    };
    let result = catch_unwind(AssertUnwindSafe(|| f(&scope)));
    if result.is_err() {
        engine::caught();
    }
    let started = |next: usize| scope.started.threads.borrow().get(next).copied();
    engine::join_all(started, place);
    let mut panicked = 0;
    for thread in (0..).map_while(started) {
        engine::record(engine::end_of(thread), place, || Op::Touched);
        panicked += usize::from(engine::with_task(thread, |task| task.ended_by_panic));
    }
    match result {
        Err(panic) => engine::resume(panic),
        Ok(_) if panicked > scope.started.taken_over.get() => panic!("a scoped thread panicked"),
        Ok(result) => result,
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.start(None, f, Location::caller())
    }

    pub(super) fn start<F, T>(&'scope self, name: Option<String>, f: F, place: Place) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let handle = start(name, f, place);
        self.started.threads.borrow_mut().push(handle.number());
        ScopedJoinHandle {
            handle,
            started: Arc::clone(&self.started),
            scope: PhantomData,
        }
    }
}

impl<T> ScopedJoinHandle<'_, T> {
    #[must_use]
    pub fn thread(&self) -> &Thread {
        self.handle.thread()
    }

    /// # Errors
    /// The panic of the thread, if it panicked.
    #[track_caller]
    pub fn join(self) -> super::Result<T> {
        let result = self.handle.join();
        if result.is_err() {
            // Whoever joins has taken the panic over.
            self.started.taken_over.set(self.started.taken_over.get() + 1);
        }
        result
    }

    #[must_use]
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        self.handle.is_finished()
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let running = self
            .started
            .threads
            .borrow()
            .iter()
            .filter(|&&thread| !engine::finished(thread))
            .count();
        f.debug_struct("Scope")
            .field("num_running_threads", &running)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}

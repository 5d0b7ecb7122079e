//! `std::thread::scope`.

use super::builder::start;
use super::handle::{JoinHandle, Thread};
use crate::engine::{self, Place};
use real_std::cell::Cell;
use real_std::fmt;
use real_std::marker::PhantomData;
use real_std::panic::{AssertUnwindSafe, Location, catch_unwind};
use real_std::sync::Arc;
use recorder::trace::Blocked;

/// How many threads of a scope still run, and how many of them panicked without anybody having joined them.
#[derive(Default)]
struct Running {
    threads: Cell<usize>,
    panicked: Cell<usize>,
}

pub struct Scope<'scope, 'env: 'scope> {
    running: Arc<Running>,
    scope: PhantomData<&'scope mut &'scope ()>,
    env: PhantomData<&'env mut &'env ()>,
}

// SAFETY: all simulated threads run on one thread, one at a time.
unsafe impl Send for Scope<'_, '_> {}
unsafe impl Sync for Scope<'_, '_> {}

pub struct ScopedJoinHandle<'scope, T> {
    handle: JoinHandle<T>,
    running: Arc<Running>,
    scope: PhantomData<&'scope ()>,
}

// SAFETY: as for the real one.
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}

#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let place = Location::caller();
    let scope = Scope {
        running: Arc::default(),
        scope: PhantomData,
        env: PhantomData,
    };
    let result = catch_unwind(AssertUnwindSafe(|| f(&scope)));
    let over = || scope.running.threads.get() == 0;
    engine::block(&over, None, Blocked::Scope, 0, place);
    match result {
        Err(panic) => {
            engine::caught();
            engine::resume(panic)
        }
        Ok(_) if scope.running.panicked.get() > 0 => panic!("a scoped thread panicked"),
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
        let running = Arc::clone(&self.running);
        running.threads.set(running.threads.get() + 1);
        let last = {
            let running = Arc::clone(&running);
            move || {
                let me = engine::current();
                if engine::with_task(me, |task| task.ended_by_panic) {
                    running.panicked.set(running.panicked.get() + 1);
                }
                running.threads.set(running.threads.get() - 1);
            }
        };
        let handle = start(name, f, last, place);
        ScopedJoinHandle {
            handle,
            running,
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
            self.running.panicked.set(self.running.panicked.get() - 1);
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
        f.debug_struct("Scope")
            .field("num_running_threads", &self.running.threads.get())
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}

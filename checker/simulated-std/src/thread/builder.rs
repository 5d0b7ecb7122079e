//! `spawn` and `Builder`.

use super::handle::{JoinHandle, Packet, Thread};
use super::scope::{Scope, ScopedJoinHandle};
use crate::engine::{self, Place};
use real_std::io;
use real_std::panic::{AssertUnwindSafe, Location, catch_unwind};
use real_std::sync::Arc;

#[track_caller]
pub fn spawn<F, T>(f: F) -> JoinHandle<T>
where
    F: FnOnce() -> T + Send + 'static,
    T: Send + 'static,
{
    start(None, f, Location::caller())
}

#[derive(Debug)]
#[must_use = "must eventually spawn the thread"]
#[allow(dead_code, reason = "the sizes of stacks are only shown")]
pub struct Builder {
    name: Option<String>,
    stack_size: Option<usize>,
    no_hooks: bool,
}

impl Builder {
    #[allow(clippy::new_without_default)] // As in std.
    pub fn new() -> Builder {
        Builder {
            name: None,
            stack_size: None,
            no_hooks: false,
        }
    }

    pub fn name(mut self, name: String) -> Builder {
        self.name = Some(name);
        self
    }

    /// Every thread has the same stack here.
    pub fn stack_size(mut self, size: usize) -> Builder {
        self.stack_size = Some(size);
        self
    }

    /// # Errors
    /// Never here; the real one may.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        Ok(start(self.name, f, Location::caller()))
    }

    /// # Errors
    /// Never here; the real one may.
    ///
    /// # Safety
    /// As for the real one: the thread must not outlive what it borrows.
    #[track_caller]
    pub unsafe fn spawn_unchecked<F, T>(self, f: F) -> io::Result<JoinHandle<T>>
    where
        F: FnOnce() -> T + Send,
        T: Send,
    {
        Ok(start(self.name, f, Location::caller()))
    }

    /// # Errors
    /// Never here; the real one may.
    #[track_caller]
    pub fn spawn_scoped<'scope, F, T>(
        self,
        scope: &'scope Scope<'scope, '_>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        Ok(scope.start(self.name, f, Location::caller()))
    }
}

/// Starts a thread that leaves its result in a packet and runs the destructors of its locals.
pub(super) fn start<'a, F, T>(name: Option<String>, f: F, place: Place) -> JoinHandle<T>
where
    F: FnOnce() -> T + 'a,
    T: 'a,
{
    let packet = Packet::new();
    let theirs = Arc::clone(&packet);
    let body: Box<dyn FnOnce() + 'a> = Box::new(move || {
        let result = catch_unwind(AssertUnwindSafe(f));
        let panicked = result.is_err();
        if panicked {
            engine::caught();
        }
        theirs.put(result);
        // The handle may be gone, and then the result is dropped here, before the thread counts as ended.
        drop(theirs);
        leave(panicked, place);
    });
    JoinHandle {
        thread: begin(name, place, body),
        packet,
    }
}

/// What needn't be compiled again for each closure.
fn begin<'a>(name: Option<String>, place: Place, body: Box<dyn FnOnce() + 'a>) -> Thread {
    let has_null = name.as_ref().is_some_and(|name| name.contains('\0'));
    assert!(!has_null, "thread name may not contain interior null bytes");
    // SAFETY: only the lifetime is widened. `spawn` asks for 'static; a scope doesn't end before its threads have, and what is left over
    // when an execution is abandoned never runs again.
    let body: Box<dyn FnOnce() + 'static> = unsafe { real_std::mem::transmute(body) };
    let thread = engine::spawn(name.clone(), place, body);
    Thread::new(thread, name.as_deref())
}

/// The closure has returned, or panicked. In std's order: whoever waits at the end of a scope may go on, the locals go, the thread is over.
fn leave(panicked: bool, place: Place) {
    engine::closure_over(panicked);
    super::local::destroy();
    engine::end_thread(place);
}

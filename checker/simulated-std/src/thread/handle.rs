//! `Thread`, `ThreadId`, `JoinHandle`.

use crate::engine;
use real_std::cell::UnsafeCell;
use real_std::fmt;
use real_std::num::NonZero;
use real_std::panic::Location;
use real_std::sync::Arc;
use recorder::trace::Op;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThreadId(NonZero<u64>);

impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ThreadId").field(&self.0).finish()
    }
}

#[derive(Clone)]
pub struct Thread {
    thread: recorder::trace::Thread,
    name: Option<Arc<str>>,
}

impl Thread {
    pub(super) fn new(thread: recorder::trace::Thread, name: Option<&str>) -> Thread {
        Thread {
            thread,
            name: name.map(Arc::from),
        }
    }

    #[must_use]
    pub fn id(&self) -> ThreadId {
        ThreadId(NonZero::new(self.thread as u64 + 1).expect("one more than something"))
    }

    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    #[track_caller]
    pub fn unpark(&self) {
        let place = Location::caller();
        let parking = engine::parking_of(self.thread);
        engine::pass(parking, place);
        engine::record(parking, place, || Op::Unpark(self.thread));
        engine::changed();
        engine::unpark(self.thread, place);
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

#[must_use]
pub fn current() -> Thread {
    let me = engine::current();
    engine::with_task(me, |task| Thread::new(me, task.name.as_deref()))
}

/// Where a thread leaves its result.
pub(super) struct Packet<T>(UnsafeCell<Option<super::Result<T>>>);

// SAFETY: all threads of the program run on one of the operating system's, one at a time.
unsafe impl<T: Send> Send for Packet<T> {}
unsafe impl<T: Send> Sync for Packet<T> {}

impl<T> Packet<T> {
    pub(super) fn new() -> Arc<Packet<T>> {
        Arc::new(Packet(UnsafeCell::new(None)))
    }

    pub(super) fn put(&self, result: super::Result<T>) {
        // SAFETY: nobody else runs meanwhile.
        unsafe { *self.0.get() = Some(result) };
    }

    pub(super) fn take(&self) -> Option<super::Result<T>> {
        // SAFETY: nobody else runs meanwhile.
        unsafe { (*self.0.get()).take() }
    }
}

pub struct JoinHandle<T> {
    pub(super) thread: Thread,
    pub(super) packet: Arc<Packet<T>>,
}

// SAFETY: as for the real one.
unsafe impl<T> Send for JoinHandle<T> {}
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    #[must_use]
    pub fn thread(&self) -> &Thread {
        &self.thread
    }

    pub(super) fn number(&self) -> recorder::trace::Thread {
        self.thread.thread
    }

    /// # Errors
    /// The panic of the thread, if it panicked.
    #[track_caller]
    pub fn join(self) -> super::Result<T> {
        let place = Location::caller();
        let thread = self.thread.thread;
        engine::join(thread, place);
        engine::record(engine::end_of(thread), place, || Op::Join(thread));
        self.packet.take().expect("a thread that has ended leaves a result")
    }

    #[must_use]
    #[track_caller]
    pub fn is_finished(&self) -> bool {
        let (end, place) = (engine::end_of(self.thread.thread), Location::caller());
        engine::pass(end, place);
        engine::record(end, place, || Op::Touched);
        engine::finished(self.thread.thread)
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

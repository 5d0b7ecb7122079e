//! What the types of `sync`, `thread` and `io` are made of: passing an object, waiting at it, locks and lines of waiting threads.
//!
//! The loom world compiles the same types over functions of the same names, which do there what loom's search and memory model need.
//! Here a blocked thread is its own condition, looked at whenever somebody is to be chosen, so there is nobody to wake.

use super::{Place, Wake, block, fine_point, finished, looks_at, point, with_task};
use recorder::trace::{Blocked, Object, Thread, Woken};
use std::cell::{Cell, UnsafeCell};
use std::rc::Rc;

/// The standard output as an object.
pub fn stdout() -> Object {
    // Numbers are counted down from the top, where no lock or atomic will ever come.
    Object::MAX
}

/// The end of a thread as an object: what `join` waits for.
pub fn end_of(thread: Thread) -> Object {
    stdout() - 1 - 2 * thread as Object
}

/// A thread's token as an object: what `park` waits for.
pub fn parking_of(thread: Thread) -> Object {
    end_of(thread) - 1
}

/// A step at an object: others may go first.
#[inline]
pub fn pass(object: Object, place: Place) {
    looks_at(object);
    point(place);
}

/// A look at an object that is settled once and for all: a step until it is.
#[inline]
pub fn look(object: Object, place: Place, settled: impl Fn() -> bool) {
    if !settled() {
        looks_at(object);
        point(place);
    }
}

/// Others are about to find something free again that they wait for. They get to it in any case, when this thread makes its next step.
#[inline]
pub fn release(_: Object, _: Place) {}

/// Passes an object as soon as it is ready.
pub fn until(object: Object, what: Blocked, deadline: Option<u64>, place: Place, ready: impl Fn() -> bool) -> Wake {
    // To begin to wait lets others go first too.
    if ready() {
        looks_at(object);
        point(place);
    }
    wait_until(object, what, deadline, place, ready)
}

/// As [`until`], where nobody can tell that a thread has come and waits.
pub fn until_unseen(
    object: Object,
    what: Blocked,
    deadline: Option<u64>,
    place: Place,
    ready: impl Fn() -> bool,
) -> Wake {
    until(object, what, deadline, place, ready)
}

/// Waits at an object that this thread has just passed.
pub fn wait_until(
    object: Object,
    what: Blocked,
    deadline: Option<u64>,
    place: Place,
    ready: impl Fn() -> bool,
) -> Wake {
    while !ready() {
        if block(&ready, deadline, what, object, place) == Wake::TimedOut {
            return Wake::TimedOut;
        }
    }
    Wake::Ready
}

pub fn wake_all(_: Object, _: impl Fn(Blocked) -> bool) {}

pub fn wake_one(_: Object, _: impl Fn(Blocked) -> bool) {}

/// Passes the standard output as soon as nobody else holds its lock.
pub fn until_printable(what: Blocked, place: Place, free: impl Fn() -> bool) {
    until(stdout(), what, None, place, free);
}

/// Waits for the end of a thread.
pub fn join(thread: Thread, place: Place) {
    until(end_of(thread), Blocked::Join(thread), None, place, || finished(thread));
}

/// Waits until the closures of all threads that `started` counts up are over; while it waits, there may come more. As std's scope, it doesn't
/// wait for the destructors of their locals.
pub fn join_all(started: impl Fn(usize) -> Option<Thread>, place: Place) {
    let over = || {
        let mut threads = (0..).map_while(&started);
        threads.all(|thread| with_task(thread, |task| task.closure_over))
    };
    wait_until(0, Blocked::Scope, None, place, over);
}

/// Whether a mutex is locked.
pub struct Lock(Cell<bool>);

#[allow(clippy::new_without_default, reason = "it is made in constants only")]
impl Lock {
    pub const fn new() -> Lock {
        Lock(Cell::new(false))
    }

    /// Makes it as new, in the next execution.
    pub fn reset(&self) {
        self.0.set(false);
    }

    pub fn is_locked(&self, _: Object) -> bool {
        self.0.get()
    }

    pub fn lock(&self, object: Object, place: Place) {
        until(object, Blocked::Lock, None, place, || !self.0.get());
        self.0.set(true);
    }

    /// Takes the lock without a further choice where it is free, at the end of a wait.
    pub fn lock_again(&self, object: Object, place: Place) {
        wait_until(object, Blocked::Lock, None, place, || !self.0.get());
        self.0.set(true);
    }

    pub fn try_lock(&self, object: Object, place: Place) -> bool {
        self.ask(object, place);
        !self.0.replace(true)
    }

    /// A step at the lock, whoever holds it.
    pub fn ask(&self, object: Object, place: Place) {
        pass(object, place);
    }

    pub fn unlock(&self, _: Object, _: Place) {
        self.0.set(false);
    }
}

/// Those who wait on a condition variable, each with a flag that a notify raises.
pub struct Line(UnsafeCell<Vec<Rc<Cell<bool>>>>);

/// A place in the line.
pub struct Ticket(Rc<Cell<bool>>, Option<u64>);

#[allow(clippy::new_without_default, reason = "it is made in constants only")]
impl Line {
    pub const fn new() -> Line {
        Line(UnsafeCell::new(Vec::new()))
    }

    #[allow(
        clippy::mut_from_ref,
        reason = "one simulated thread runs at a time, and no reference is kept across a step"
    )]
    fn waiting(&self) -> &mut Vec<Rc<Cell<bool>>> {
        // SAFETY: nobody else runs meanwhile, and no caller keeps the reference across a wait.
        unsafe { &mut *self.0.get() }
    }

    pub fn len(&self, _: Object) -> usize {
        self.waiting().len()
    }

    /// Gets in line, without waiting yet.
    pub fn enter(&self, _: Object, deadline: Option<u64>, _: Place) -> Ticket {
        let notified = Rc::new(Cell::new(false));
        self.waiting().push(Rc::clone(&notified));
        Ticket(notified, deadline)
    }

    /// Waits for the waking that the ticket is for. The lock is the one to take again afterwards.
    pub fn wait(&self, ticket: Ticket, object: Object, lock: &Lock, place: Place) -> Woken {
        let Ticket(notified, deadline) = ticket;
        // Without a deadline, waking up and taking the lock again can be one step: nobody could tell.
        let until = || notified.get() && (deadline.is_some() || !lock.0.get());
        let wait = |end| block(&until, end, Blocked::Condvar, object, place);
        let woken = super::wait_or_wake_up(deadline, wait);
        if !notified.get() {
            self.waiting().retain(|waiter| !Rc::ptr_eq(waiter, &notified));
        }
        woken
    }

    pub fn wake_all(&self, _: Object) {
        for waiter in std::mem::take(self.waiting()) {
            waiter.set(true);
        }
    }

    /// Which one is left to the system.
    pub fn wake_one(&self, object: Object) {
        let one = super::pick(self.len(object));
        self.waiting().remove(one).set(true);
    }
}

/// Puts a new token down for a thread.
pub fn unpark(thread: Thread, place: Place) {
    super::with_task(thread, |task| task.park_token = true);
    fine_point(place);
}

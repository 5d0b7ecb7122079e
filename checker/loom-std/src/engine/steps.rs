//! What the types of `sync`, `thread` and `io` are made of: passing an object, waiting at it, locks and lines of waiting threads.
//!
//! The simulated world has functions of the same names, and the types above them are one source.

use super::gate;
use super::wait::{Wake, is_over, register, show_woken, sleep, wait, waiting_at};
use super::{Place, finished, is_running, kernel, pass, wake_all, with_task};
use recorder::trace::{Blocked, Object, Thread, Woken};

/// The standard output as an object.
pub fn stdout() -> Object {
    let kernel = kernel();
    if kernel.stdout == 0 {
        kernel.stdout = kernel.new_object();
    }
    kernel.stdout
}

/// What to pass to see whether the thread has ended.
pub fn end_of(thread: Thread) -> Object {
    with_task(thread, |task| task.end)
}

/// What to pass before parking and unparking.
pub fn parking_of(thread: Thread) -> Object {
    with_task(thread, |task| task.parking)
}

/// The simulated world's choices that make a difference only to those who ask without waiting. Here each step is passed by itself.
pub fn fine_point(_: Place) {}

/// Nobody wakes for no reason here: the simulated world does that.
pub fn wait_or_wake_up(deadline: Option<u64>, wait: impl FnOnce(Option<u64>) -> Wake) -> Woken {
    match wait(deadline) {
        Wake::Ready => Woken::Notified,
        Wake::TimedOut => Woken::TimedOut,
    }
}

/// Whether a reader that could get in stays behind the writers that wait at a lock. loom offers no choice of this kind, so it does, as on
/// Linux. Nothing is missed by it but for who tries to read: the reader could as well have come before the writer did.
pub fn stays_behind_writers(object: Object) -> bool {
    is_running() && kernel().waits_at(object, Blocked::WriteLock)
}

/// A look at an object that is settled once and for all: a step until the thread has seen that it is.
pub fn look(object: Object, place: Place, settled: impl Fn() -> bool) {
    if is_running() && !(settled() && gate::seen(object)) {
        pass(object, place);
        if settled() {
            gate::note_seen(object);
        }
    }
}

/// Others are about to find something free again that they wait for. They must have seen what was done before.
pub fn release(object: Object, place: Place) {
    pass(object, place);
}

/// Passes an object as soon as it is ready.
pub fn until(object: Object, what: Blocked, deadline: Option<u64>, place: Place, ready: impl Fn() -> bool) -> Wake {
    loop {
        pass(object, place);
        if ready() || !is_running() {
            return Wake::Ready;
        }
        if wait(object, what, deadline, place) == Wake::TimedOut {
            return Wake::TimedOut;
        }
    }
}

/// As [`until`], where nobody can tell that a thread has come and waits: then that is no step. Who is woken has seen
/// what the other did. A wait of no length is a question, which others may come before.
pub fn until_unseen(
    object: Object,
    what: Blocked,
    deadline: Option<u64>,
    place: Place,
    ready: impl Fn() -> bool,
) -> Wake {
    if ready() || deadline.is_some_and(is_over) {
        pass(object, place);
    }
    wait_until(object, what, deadline, place, ready)
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
        if wait(object, what, deadline, place) == Wake::TimedOut {
            return Wake::TimedOut;
        }
    }
    Wake::Ready
}

/// Waits until nobody else holds the lock of the standard output. Where nobody does, that is no step.
pub fn until_printable(what: Blocked, place: Place, free: impl Fn() -> bool) {
    wait_until(stdout(), what, None, place, free);
}

/// Waits for the end of a thread.
pub fn join(thread: Thread, place: Place) {
    wait_for_end(thread, Blocked::Join(thread), place);
}

/// Waits for the end of all threads that `started` counts up; while it waits, there may come more.
pub fn join_all(started: impl Fn(usize) -> Option<Thread>, place: Place) {
    for thread in (0..).map_while(started) {
        wait_for_end(thread, Blocked::Scope, place);
    }
}

fn wait_for_end(thread: Thread, what: Blocked, place: Place) {
    if !is_running() {
        return;
    }
    let end = end_of(thread);
    if finished(thread) {
        gate::pass_once(end, place);
    }
    wait_until(end, what, None, place, || finished(thread));
}

/// A mutex. Who holds it is known by its object.
pub struct Lock;

#[allow(clippy::new_without_default, reason = "it is made in constants only")]
impl Lock {
    pub const fn new() -> Lock {
        Lock
    }

    /// Makes it as new, in the next execution, where its object is another.
    pub fn reset(&self) {}

    pub fn is_locked(&self, object: Object) -> bool {
        gate::is_locked(object)
    }

    pub fn lock(&self, object: Object, place: Place) {
        gate::lock(object, place);
    }

    /// Takes the lock at the end of a wait.
    pub fn lock_again(&self, object: Object, place: Place) {
        gate::lock(object, place);
    }

    pub fn try_lock(&self, object: Object, place: Place) -> bool {
        self.ask(object, place);
        if gate::is_locked(object) {
            return false;
        }
        gate::take_tried(object);
        true
    }

    /// A step at the lock, whoever holds it.
    pub fn ask(&self, object: Object, place: Place) {
        gate::locks_can_be_tried();
        pass(object, place);
    }

    pub fn unlock(&self, object: Object, place: Place) {
        gate::unlock(object, place);
    }
}

/// Those who wait on a condition variable. They are known by its object.
pub struct Line;

/// A place in the line, which the thread itself knows of.
pub struct Ticket;

#[allow(clippy::new_without_default, reason = "it is made in constants only")]
impl Line {
    pub const fn new() -> Line {
        Line
    }

    pub fn len(&self, object: Object) -> usize {
        waiting_at(object)
    }

    /// Gets in line, without waiting yet. Nobody can come between giving the lock back and waiting who would not find this
    /// thread there.
    pub fn enter(&self, object: Object, deadline: Option<u64>, place: Place) -> Ticket {
        register(object, Blocked::Condvar, deadline, place);
        Ticket
    }

    /// Waits for the waking that the ticket is for.
    pub fn wait(&self, _: Ticket, _: Object, _: &Lock, _: Place) -> Woken {
        match sleep() {
            Wake::Ready => Woken::Notified,
            Wake::TimedOut => Woken::TimedOut,
        }
    }

    pub fn wake_all(&self, object: Object) {
        wake_all(object, |_| true);
    }

    /// Who has waited longest, as loom does it: it offers no choice of this kind.
    pub fn wake_one(&self, object: Object) {
        super::wake_one(object, |_| true);
    }
}

/// Puts a new token down for a thread. All unparks before the park returns have happened before it does, not only the one that woke it.
pub fn unpark(thread: Thread, _: Place) {
    let parking = parking_of(thread);
    with_task(thread, |task| task.park_token = true);
    show_woken(parking);
    wake_all(parking, |_| true);
}

/// Who holds the lock of the standard output, and how often.
pub fn stdout_holder() -> &'static mut Option<(Thread, u32)> {
    &mut kernel().stdout_held
}

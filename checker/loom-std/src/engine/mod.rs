//! One execution of a program on loom: threads, locks, waits, the clock and the record of what happened.
//!
//! loom runs all threads of the program on one thread of the operating system and switches between them only inside its own
//! operations. It brings the memory model and the search; the rest is built here:
//! - [`model`]: a model runs on an operating-system thread of its own, which is left parked for ever when an execution can't be
//!   brought to its end (a deadlock, `process::exit`, a budget). So nothing is ever unwound that loom could not unwind.
//! - [`gate`]: every object has a loom mutex of its own, made when it is first used. It is held as long as a `Mutex` of the program's
//!   is; the other types pass it for a moment, which orders their steps, tells loom what depends on what, and carries
//!   what happened before.
//! - [`wait`]: waiting, spinning and time. A thread waits in loom's `park`; with a deadline it yields until nobody else can go on.
//! - [`pool`]: loom's atomics, which the main thread makes before any other thread is there.
//! - [`steps`]: what the types of `sync`, `thread` and `io` are made of. They are the simulated world's own source.
//! - [`kernel`]: what is known of the execution, and the report of it.
//!
//! What the generic types of `sync` call at every step is `#[inline(never)]`, as in the simulated world's engine: else it would be compiled
//! with the learner's crate, without optimisation.

mod atomic;
mod gate;
mod kernel;
mod model;
#[path = "../../../simulated-std/src/engine/offered.rs"]
mod offered;
mod panics;
mod pool;
mod published;
mod report;
mod steps;
mod task;
mod threads;
mod wait;

pub use atomic::{Slot, fence};
pub use gate::pass;
pub use kernel::Learned;
pub use model::{Recording, Settings, Stop, beats, last_place, run};
pub use offered::{AnAtomicInForeignMemory, Offered, ThePlaceOfAnAtomic};
pub use panics::{caught, message, panicking, resume};
pub use pool::Raw;
pub use published::Published;
pub use report::{Ending, Leftover, Mark, OrderingUsed, Printed, Report, TaskReport};
pub use steps::{
    Line, Lock, end_of, fine_point, join, join_all, look, parking_of, release, stays_behind_writers, stdout,
    stdout_holder, unpark, until, until_printable, until_unseen, wait_or_wake_up, wait_until,
};
pub use task::{Held, Local, Task, Waiting};
pub use threads::{closure_over, end_thread, finished, spawn};
pub use wait::{Wake, looked_at_clock, sleep_no_time, wake_all, wake_one, yield_turn};

use kernel::{Kernel, Phase};
use recorder::trace::{Event, Object, Op, Thread};
use std::cell::Cell;
use std::panic::Location;
use std::sync::atomic::Ordering;

/// Where in the source a step was made.
pub type Place = &'static Location<'static>;

thread_local! {
    static KERNEL: Cell<*mut Kernel> = const { Cell::new(std::ptr::null_mut()) };
}

/// The model that runs on this thread of the operating system.
///
/// # Panics
/// If none does: the stand-in's threads work only inside an execution.
#[inline]
fn kernel() -> &'static mut Kernel {
    let kernel = KERNEL.get();
    assert!(!kernel.is_null(), "the loom std works only inside an execution");
    // SAFETY: the pointer is set for as long as the model runs, and only this thread of the operating system uses it. No caller
    // keeps the reference across a call into loom, where another of the program's threads may go on.
    unsafe { &mut *kernel }
}

/// Whether an execution runs now. When the scenario is over, what is left of its objects works without loom.
#[inline(never)]
pub fn is_running() -> bool {
    let kernel = KERNEL.get();
    // SAFETY: as in `kernel`.
    !kernel.is_null() && unsafe { (*kernel).phase != Phase::Over }
}

/// The number of the execution, for statics that must start afresh in each. 0 outside of any.
#[inline(never)]
pub fn epoch() -> u64 {
    let kernel = KERNEL.get();
    if kernel.is_null() {
        0
    } else {
        // SAFETY: as in `kernel`.
        unsafe { (*kernel).epoch }
    }
}

/// The running thread.
#[inline(never)]
pub fn current() -> Thread {
    kernel().current
}

/// Simulated nanoseconds since the execution began.
pub fn now() -> u64 {
    kernel().now
}

/// Notes that the running thread has changed something others can see, so whoever was polling may look again.
#[inline(never)]
pub fn changed() {
    if is_running() {
        let kernel = kernel();
        kernel.changes += 1;
        kernel.tasks[kernel.current].progressed();
    }
}

/// A number for a new object.
pub fn new_object() -> Object {
    kernel().new_object()
}

/// Whether steps are recorded. Ask before building anything costly for [`record`].
#[inline(never)]
pub fn recording() -> bool {
    is_running() && kernel().recording
}

/// Records a step of the running thread, if this execution is recorded.
pub fn record(object: Object, place: Place, op: impl FnOnce() -> Op) {
    if recording() {
        add_to_record(object, place, op());
    }
}

#[inline(never)]
fn add_to_record(object: Object, place: Place, op: Op) {
    let kernel = kernel();
    let held = kernel.tasks[kernel.current]
        .held
        .iter()
        .map(|held| held.object)
        .collect();
    kernel.events.push(Event {
        thread: kernel.current,
        at_ns: kernel.now,
        op,
        object,
        place,
        held,
    });
}

/// Notes that the running thread holds a lock now.
pub fn hold(object: Object, shared: bool, place: Place) {
    if is_running() {
        let kernel = kernel();
        kernel.tasks[kernel.current].held.push(Held { object, shared, place });
    }
}

/// Notes that the running thread no longer holds a lock. A guard may be dropped by another thread than the one that took it.
pub fn let_go(object: Object) {
    if !is_running() {
        return;
    }
    let kernel = kernel();
    let holders = std::iter::once(kernel.current).chain(0..kernel.tasks.len());
    for task in holders {
        if let Some(at) = kernel.tasks[task].held.iter().rposition(|held| held.object == object) {
            kernel.tasks[task].held.remove(at);
            return;
        }
    }
}

/// Notes the ordering of the atomic operation that was recorded last.
pub fn ordered(ordering: Ordering) {
    if recording() {
        let kernel = kernel();
        let event = kernel.events.len() - 1;
        kernel.orderings.push(OrderingUsed { event, ordering });
    }
}

/// Notes that a load did not find the latest value.
pub fn stale() {
    kernel().stale_loads += 1;
}

/// Prints to the simulated standard output.
pub fn print(text: String, place: Place) {
    kernel().print(text, place);
}

/// A mark set by a suite: no step, no choice, just a note in the report.
pub fn mark(label: &'static str, value: u64) {
    if is_running() {
        kernel().mark(label, value);
    }
}

/// How many threads the program has started so far.
pub fn threads_started() -> usize {
    if is_running() { kernel().tasks.len() - 1 } else { 0 }
}

/// Ends the execution here: `process::exit` and `abort`.
pub fn end(ending: Ending) -> ! {
    if matches!(ending, Ending::Exited(_) | Ending::Aborted) {
        // It makes a difference whether it comes before the main thread's end.
        pass(end_of(0), kernel().tasks[current()].place);
    }
    if kernel().is_over() {
        // The program had its ending when the scenario returned. The thread goes on for loom's sake only.
        threads::die();
    }
    let report = kernel().report(ending);
    model::abandon(model::Stop::Broken(Box::new(report)))
}

/// What belongs to one thread and outlives each step of it.
pub fn with_task<R>(thread: Thread, look: impl FnOnce(&mut Task) -> R) -> R {
    look(&mut kernel().tasks[thread])
}

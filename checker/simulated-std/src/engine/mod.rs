//! One execution: threads as coroutines, a simulated clock, and every choice of what comes next made here.
//!
//! All threads of the program under test run on one thread of the operating system, one at a time. Before each step that others
//! can see (a lock, an atomic, a print), a thread calls [`point`], where another may be chosen to go first; when it can't go on
//! it calls [`block`] with the condition it waits for. The choices follow a prefix from [`search`] and then the defaults.
//!
//! Time stands still while anybody can run. When nobody can, the clock jumps to the earliest deadline. So computing
//! takes no time and waiting takes exactly as long as was asked. With [`Timing::Any`] a clock may also run ahead of threads
//! that could run, as it does on a loaded machine: that is a choice of the search like a preemption.
//!
//! What the types of `sync`, `thread` and `io` need of an engine is in [`steps`] and [`atomic`]; the loom world's engine has the same.
//!
//! Spinning: a thread that has made [`FUEL`] steps at objects that it has been at before, without anybody changing anything, gets no
//! further turn until somebody does, or until nobody else is left. Then time passes.
//!
//! Speed: what is generic or `#[inline]` is compiled again with the learner's crate, without optimisation, and rustc takes small functions
//! for `#[inline]` by itself. So the ways into the engine that the generic types of `sync` take at every step are `#[inline(never)]`,
//! and those that must be generic do nothing but call them.

mod atomic;
mod choices;
mod clock;
mod execution;
mod giving_way;
mod history;
mod offered;
mod panics;
mod pct;
mod published;
mod schedule;
pub mod search;
mod steps;
mod task;

pub use atomic::{Raw, Slot, fence};
pub use choices::{pick, spuriously, stays_behind_writers, wait_or_wake_up};
pub use execution::{
    Ending, Leftover, Mark, Printed, Report, Settings, TaskReport, Timing, beats, execute, last_place,
};
pub use giving_way::{looks_at, sleep_no_time, yield_turn};
pub use history::Visited;
pub use offered::{AnAtomicInForeignMemory, Offered, ThePlaceOfAnAtomic};
pub use panics::{caught, message, panicking, resume};
pub use pct::Random;
pub use published::Published;
pub use schedule::{Wake, block, fine_point, point};
pub use steps::{
    Line, Lock, end_of, join, join_all, look, parking_of, pass, release, stdout, unpark, until, until_printable,
    until_unseen, wait_until, wake_all, wake_one,
};
pub use task::{Held, Local, Task, Waiting};

use execution::Engine;
use recorder::trace::{Event, Object, Op, Thread};
use std::cell::Cell;
use std::panic::Location;

/// Where in the source a step was made.
pub type Place = &'static Location<'static>;

/// Steps without any change that a thread may make before others get their turn.
pub const FUEL: u32 = 24;

thread_local! {
    static ENGINE: Cell<*mut Engine> = const { Cell::new(std::ptr::null_mut()) };
}

/// The execution that runs now.
///
/// # Panics
/// If none does: the stand-in's items work only inside an execution.
#[inline]
fn engine() -> &'static mut Engine {
    let engine = ENGINE.get();
    assert!(!engine.is_null(), "the simulated std works only inside an execution");
    // SAFETY: the pointer is set for the time of `execute`, which owns the engine, and everything in it runs on this one thread.
    // No caller keeps the reference across a switch of coroutines.
    unsafe { &mut *engine }
}

/// Whether an execution runs now.
pub fn is_running() -> bool {
    !ENGINE.get().is_null()
}

/// The number of the execution, for statics that must start afresh in each. 0 outside of any.
#[inline(never)]
pub fn epoch() -> u64 {
    let engine = ENGINE.get();
    if engine.is_null() {
        0
    } else {
        // SAFETY: as in `engine`.
        unsafe { (*engine).epoch }
    }
}

/// The running thread.
#[inline(never)]
pub fn current() -> Thread {
    engine().current
}

/// Simulated nanoseconds since the execution began. Reading the clock is a step like a load that changes nothing.
pub fn now() -> u64 {
    let engine = engine();
    engine.learns(engine.now);
    engine.now
}

/// Notes that the running thread looked at the clock, so that a thread that turns until some time comes sees time pass.
pub fn looked_at_clock() {
    engine().clock_looked_at = true;
}

/// Notes that something others can see has changed, so whoever was polling may look again.
#[inline(never)]
pub fn changed() {
    engine().changes += 1;
}

/// A number for a new object.
pub fn new_object() -> Object {
    let engine = engine();
    engine.objects += 1;
    engine.objects
}

/// Whether steps are recorded. Ask before building anything costly for [`record`].
#[inline(never)]
pub fn recording() -> bool {
    engine().settings.recording
}

/// The running thread makes a step that others can see, at an object; 0 where it belongs to none.
pub fn record(object: Object, place: Place, op: impl FnOnce() -> Op) {
    step(object, place);
    if recording() {
        add_to_record(object, place, op());
    }
}

#[inline(never)]
fn step(object: Object, place: Place) {
    engine().happens(object, place);
}

/// Adds to the record, if this execution is recorded: what is not a step of its own.
fn note(object: Object, place: Place, op: impl FnOnce() -> Op) {
    if recording() {
        add_to_record(object, place, op());
    }
}

#[inline(never)]
fn add_to_record(object: Object, place: Place, op: Op) {
    let engine = engine();
    let held = &engine.tasks[engine.current].held;
    let held = held
        .iter()
        .filter(|held| !held.shared)
        .map(|held| held.object)
        .collect();
    engine.events.push(Event {
        thread: engine.current,
        at_ns: engine.now,
        op,
        object,
        place,
        held,
    });
}

/// Notes that the running thread holds a lock now.
pub fn hold(object: Object, shared: bool, place: Place) {
    let engine = engine();
    engine.tasks[engine.current].held.push(Held { object, shared, place });
}

/// Notes that the running thread no longer holds a lock. A guard may be dropped by another thread than the one that took it.
pub fn let_go(object: Object) {
    let engine = engine();
    let current = engine.current;
    let holders = std::iter::once(current).chain(0..engine.tasks.len());
    for task in holders {
        if let Some(at) = engine.tasks[task].held.iter().rposition(|held| held.object == object) {
            engine.tasks[task].held.remove(at);
            return;
        }
    }
}

/// Prints to the simulated standard output.
pub fn print(text: String, place: Place) {
    engine().print(text, place);
}

/// A mark set by a suite: no step, no choice, just a note in the report.
pub fn mark(label: &'static str, value: u64) {
    engine().mark(label, value);
}

/// Ends the execution here: `process::exit` and `abort`.
pub fn end(ending: Ending) -> ! {
    engine().ending = Some(ending);
    schedule::suspend_for_good()
}

/// Starts a thread. It can run from the next choice on.
pub fn spawn(name: Option<String>, place: Place, body: Box<dyn FnOnce()>) -> Thread {
    // Starting a thread can be told from not yet having started it, so others may come before.
    point(place);
    let child = engine().add_task(name, place, body);
    record(end_of(child), place, || Op::Spawn(child));
    engine().tasks[child].history = engine().tasks[current()].history;
    changed();
    // It may come to its end before its parent asks whether it has, or whether it still holds an `Arc`.
    fine_point(place);
    child
}

/// What belongs to one thread and outlives each step of it.
pub fn with_task<R>(thread: Thread, look: impl FnOnce(&mut task::Task) -> R) -> R {
    look(&mut engine().tasks[thread])
}

/// Whether a thread's closure is over.
pub fn finished(thread: Thread) -> bool {
    engine().tasks[thread].finished
}

/// The running thread's closure is over, and nobody needs anything of it any more. The destructors of its locals come next.
pub fn closure_over(panicked: bool) {
    let engine = engine();
    engine.changes += 1;
    let task = &mut engine.tasks[engine.current];
    task.closure_over = true;
    task.ended_by_panic = panicked;
}

/// The running thread is over.
pub fn end_thread(place: Place) {
    record(end_of(current()), place, || Op::End);
    let engine = engine();
    engine.changes += 1;
    let now = engine.now;
    let task = &mut engine.tasks[engine.current];
    task.finished = true;
    task.ended_at = Some(now);
}

/// Threads started so far, the main one not counted.
pub fn threads_started() -> usize {
    engine().tasks.len() - 1
}

/// Who holds the lock of the standard output, and how often.
pub fn stdout_holder() -> &'static mut Option<(Thread, u32)> {
    &mut engine().stdout_held
}

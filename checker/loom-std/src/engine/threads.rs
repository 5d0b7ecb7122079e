//! Threads: each on a stack of its own above loom's, so that it has room and can be left without unwinding.

use super::gate;
use super::kernel::{Control, Phase, in_loom};
use super::model;
use super::report::Ending;
use super::task::{Stance, Task};
use super::wait::{end_if_deadlocked, wake_all};
use super::{Place, changed, kernel, record};
use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult};
use recorder::trace::{Blocked, Op, Thread};

/// Threads that loom follows, the main thread included.
pub(super) const MOST: usize = loom::MAX_THREADS;

/// Stack of a thread: loom's own 32 KiB are soon used up by formatting. Only the pages that are used cost anything.
const STACK: usize = 1 << 20;

/// Turns that the other threads get after the scenario has returned.
const DRAIN_TURNS: usize = 100;

/// Starts a thread. It can run from the next step on.
pub fn spawn(name: Option<String>, place: Place, body: Box<dyn FnOnce()>) -> Thread {
    let kernel = kernel();
    let thread = kernel.tasks.len();
    if thread >= MOST {
        super::end(Ending::TooManyThreads);
    }
    let mut task = Task::new(name, place);
    task.end = kernel.new_object();
    task.parking = kernel.new_object();
    kernel.tasks.push(task);
    let handle = in_loom(Stance::Ready, || {
        loom::thread::spawn(move || on_a_stack_of_its_own(thread, body))
    });
    super::kernel().tasks[thread].loom = Some(handle.thread().clone());
    record(super::end_of(thread), place, || Op::Spawn(thread));
    changed();
    thread
}

/// Runs the body of a thread, called by loom. Returns when the body has, or when the thread must die.
pub(super) fn on_a_stack_of_its_own(thread: Thread, body: impl FnOnce() + 'static) {
    let kernel = kernel();
    kernel.resumed(thread);
    if kernel.phase >= Phase::Dying {
        // It belongs to a program that is over; nothing of it is dropped, as at the end of a process.
        std::mem::forget(body);
    } else {
        let stack = kernel.stacks.pop();
        let stack = stack.unwrap_or_else(|| DefaultStack::new(STACK).expect("memory for the stack of a thread"));
        let mut coroutine = Coroutine::with_stack(stack, move |yielder, ()| {
            super::kernel().tasks[thread].yielder = yielder;
            body();
        });
        if let CoroutineResult::Yield(()) = coroutine.resume(()) {
            // SAFETY: what the thread's stack holds is leaked; it belongs to an execution that is over, and nothing of it is used again.
            unsafe { coroutine.force_reset() };
        }
        super::kernel().stacks.push(coroutine.into_stack());
    }
    super::kernel().control = Control::BelowProgram;
}

/// Leaves the running thread's stack for good.
pub(super) fn die() -> ! {
    let kernel = kernel();
    // SAFETY: the yielder lives at the bottom of the stack that is running.
    unsafe { (*kernel.tasks[kernel.current].yielder).suspend(()) };
    unreachable!("a thread that has died isn't resumed")
}

/// The running thread's closure is over. Here a scope waits for the destructors of its locals, too: what they do is little in any model.
pub fn closure_over(panicked: bool) {
    let kernel = kernel();
    kernel.tasks[kernel.current].ended_by_panic = panicked;
}

/// The running thread is over.
pub fn end_thread(place: Place) {
    let end = {
        let kernel = kernel();
        kernel.tasks[kernel.current].end
    };
    gate::pass(end, place);
    record(end, place, || Op::End);
    let kernel = kernel();
    let now = kernel.now;
    let task = &mut kernel.tasks[kernel.current];
    task.finished = true;
    task.stance = Stance::Away;
    task.ended_at = Some(now);
    changed();
    wake_all(end, |what| matches!(what, Blocked::Join(_) | Blocked::Scope));
    end_if_deadlocked();
}

/// Whether a thread's closure is over. Pass [`Task::end`] first.
pub fn finished(thread: Thread) -> bool {
    kernel().tasks[thread].finished
}

/// Lets the other threads go on after the scenario has returned, until none of them can, or long enough.
pub(super) fn drain() {
    kernel().phase = Phase::Draining;
    for _ in 0..DRAIN_TURNS {
        let kernel = kernel();
        let stuck = |thread: Thread| kernel.tasks[thread].finished || kernel.blocked(thread);
        let enough = kernel.is_over() && kernel.is_out_of_steps();
        if enough || (1..kernel.tasks.len()).all(stuck) {
            return;
        }
        // loom lets a thread that yields wait as long as others can go on.
        in_loom(Stance::Away, loom::thread::yield_now);
    }
}

/// Ends all other threads where they stand. They come to their end in loom when the main thread has.
pub(super) fn kill() {
    kernel().phase = Phase::Dying;
    for object in 0..kernel().locks.len() {
        gate::release(object);
    }
    for thread in 1..kernel().tasks.len() {
        let handle = kernel().tasks[thread].loom.clone();
        if let Some(handle) = handle {
            in_loom(Stance::Away, || handle.unpark());
        }
    }
}

/// Gives up on an execution that uses more atomics than were made for it, and begins again with more.
pub(super) fn more_atomics(width: usize) -> ! {
    let kernel = kernel();
    let mut learned = kernel.learned.clone();
    learned.needed[width] = kernel.pools.used(width) + 1;
    learned.atomics[width] = (learned.atomics[width] * 2).max(4);
    if learned.atomics[width] > super::pool::MOST {
        super::end(Ending::TooManyAtomics);
    }
    model::restart(learned)
}

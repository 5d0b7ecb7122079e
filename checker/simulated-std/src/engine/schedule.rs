//! Who goes next: the points where the search may choose, and waiting.

use super::execution::{Ending, Engine};
use super::giving_way::{turn_in_vain, yield_turn};
use super::search::Alternative;
use super::{FUEL, Place, Waiting, engine, note};
use recorder::trace::{Blocked, Object, Op, Thread};

/// Steps that a thread may make in a row, even with changes, while others could run.
const SLICE: u32 = 2_000;

/// How a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// The condition holds.
    Ready,
    /// The time is over and the condition doesn't hold.
    TimedOut,
}

/// A step that others can see is about to be made: another thread may be chosen to go first.
pub fn point(place: Place) {
    let engine = engine();
    engine.arrives(place);
    others_may_go_first(place);
    let engine = super::engine();
    engine.tasks[engine.current].owes_step = true;
}

fn others_may_go_first(place: Place) {
    let engine = engine();
    let me = engine.current;
    engine.count_step(place);
    let changes = engine.changes;
    let task = &mut engine.tasks[me];
    task.has_been_at(place);
    if task.fresh {
        task.fresh = false;
        return;
    }
    task.slice += 1;
    task.sees(changes);
    if task.idle > FUEL {
        turn_in_vain(place);
    } else if task.slice > SLICE {
        task.slice = 0;
        let others = engine.others_that_can_run();
        if let Some(&next) = others.first() {
            switch_to(next);
        }
    } else if engine.may_choose() {
        let others = engine.others_that_can_run();
        let early = engine.sleeper_to_wake_early();
        if !others.is_empty() || early.is_some() {
            let next = choose(&[me], &others, early);
            switch_to(next);
        }
    }
}

/// As [`point`], but only where it matters: when the program asks questions like `try_lock`.
pub fn fine_point(place: Place) {
    if engine().settings.fine {
        point(place);
    }
}

/// Waits until the condition holds, or until the deadline in simulated nanoseconds.
pub fn block(until: &dyn Fn() -> bool, deadline: Option<u64>, what: Blocked, object: Object, place: Place) -> Wake {
    let ready = until();
    if ready {
        return Wake::Ready;
    }
    if deadline.is_some_and(|deadline| deadline <= engine().now) {
        // A wait of no length is a question, not a wait: who asks again and again turns in a loop.
        yield_turn(place);
        return if until() { Wake::Ready } else { Wake::TimedOut };
    }
    note(object, place, || Op::Blocked(what));
    let engine = engine();
    let me = engine.current;
    engine.arrives(place);
    engine.count_step(place);
    // SAFETY: only the lifetime is widened. The condition is taken back below, before this frame ends, and a thread that is
    // abandoned at the end of an execution is never asked again.
    let until: *const dyn Fn() -> bool =
        unsafe { std::mem::transmute::<*const (dyn Fn() -> bool + '_), *const (dyn Fn() -> bool + 'static)>(until) };
    let task = &mut engine.tasks[me];
    task.until = Some(until);
    task.deadline = deadline;
    task.waiting = Some(Waiting { what, object, place });
    task.fresh = false;
    task.slice = 0;
    let next = next_after_block();
    switch_to(next);
    let task = &mut super::engine().tasks[me];
    task.until = None;
    task.deadline = None;
    task.waiting = None;
    task.idle = 0;
    task.looked_at.forget();
    task.owes_step = true;
    // SAFETY: as above.
    if unsafe { (*until)() } {
        Wake::Ready
    } else {
        Wake::TimedOut
    }
}

/// The running thread has ended: another one goes on. Called as the last thing on its stack.
pub(super) fn leave() {
    let next = next_after_block();
    engine().next = Some(next);
}

/// Somebody who can run, now that the running thread can't; time passes if nobody can.
fn next_after_block() -> Thread {
    let engine = engine();
    loop {
        let ready = engine.all_that_can_run();
        if !ready.is_empty() {
            let early = engine.sleeper_to_wake_early();
            let asked = engine.may_choose();
            if (ready.len() == 1 && early.is_none()) || !(asked || engine.runs_ahead_unasked()) {
                return ready[0];
            }
            if let Some(sleeper) = early.filter(|_| engine.goes_on_running_ahead(&ready)) {
                return if engine.runs_ahead_unasked() {
                    wake_early(sleeper)
                } else {
                    choose_slow_or(sleeper, &ready)
                };
            }
            if !asked {
                return ready[0];
            }
            return choose(&ready, &[], early);
        }
        let Some(deadline) = engine.earliest_deadline() else {
            engine.ending = Some(engine.stuck());
            suspend_for_good();
        };
        if engine.drained_until.is_some_and(|limit| deadline > limit) {
            engine.ending = Some(Ending::Returned);
            suspend_for_good();
        }
        engine.jump_to(deadline);
    }
}

/// Asks the search. `free` alternatives cost nothing and the first is the default; `paid` and `early` ones cost one.
pub(super) fn choose(free: &[Thread], paid: &[Thread], early: Option<Thread>) -> Thread {
    let all = free.len() + paid.len() + usize::from(early.is_some());
    engine().offer(|| {
        let threads = [free, paid].concat().into_iter().map(Alternative::GoesOn);
        threads.chain(early.map(Alternative::ClockRunsAhead)).collect()
    });
    let taken = engine().take_thread(free, paid, all);
    if taken < free.len() {
        return free[taken];
    }
    if taken < free.len() + paid.len() {
        return paid[taken - free.len()];
    }
    engine().all_that_can_run_are_slow();
    wake_early(early.expect("the last alternative is the early sleeper"))
}

/// The clock goes on running ahead of the same slow threads, as it costs nothing more; that one of them gets on costs one.
fn choose_slow_or(sleeper: Thread, slow: &[Thread]) -> Thread {
    engine().offer(|| {
        let slow = slow.iter().map(|&slow| Alternative::GoesOn(slow));
        [Alternative::ClockRunsAhead(sleeper)].into_iter().chain(slow).collect()
    });
    let taken = engine().take(1, 1 + slow.len());
    if taken == 0 {
        return wake_early(sleeper);
    }
    slow[taken - 1]
}

fn wake_early(sleeper: Thread) -> Thread {
    let engine = engine();
    let deadline = engine.tasks[sleeper].deadline.expect("a sleeper has a deadline");
    engine.jump_to(deadline);
    sleeper
}

pub(super) fn switch_to(next: Thread) {
    let engine = engine();
    let me = engine.current;
    if next == me {
        return;
    }
    engine.tasks[me].slice = 0;
    engine.next = Some(next);
    suspend(me);
}

fn suspend(me: Thread) {
    let yielder = engine().tasks[me].yielder;
    // SAFETY: the yielder lives on the stack of this very coroutine, for as long as its body runs.
    unsafe { (*yielder).suspend(()) };
}

/// Gives up the running thread's stack: the execution is over.
pub(super) fn suspend_for_good() -> ! {
    loop {
        let me = engine().current;
        suspend(me);
    }
}

impl Engine {
    /// Threads other than the running one that can run and have something to look at, the next in turn first.
    pub(super) fn others_that_can_run(&self) -> Vec<Thread> {
        let count = self.tasks.len();
        (1..count)
            .map(|offset| (self.current + offset) % count)
            .filter(|&other| self.tasks[other].can_run(self.now) && !self.exhausted(other))
            .collect()
    }

    pub(super) fn exhausted_others(&self) -> Vec<Thread> {
        let count = self.tasks.len();
        (1..count)
            .map(|offset| (self.current + offset) % count)
            .filter(|&other| self.tasks[other].can_run(self.now) && self.exhausted(other))
            .collect()
    }

    /// All threads that can run, the next in turn first; those that turn in vain only if there is nobody else.
    pub(super) fn all_that_can_run(&self) -> Vec<Thread> {
        let mut ready = self.others_that_can_run();
        if self.tasks[self.current].can_run(self.now) {
            ready.push(self.current);
        }
        if ready.is_empty() {
            ready = self.exhausted_others();
            ready.truncate(1);
        }
        ready
    }

    /// A thread that has looked at everything and waits for a change in a loop of its own.
    pub(super) fn exhausted(&self, thread: Thread) -> bool {
        let task = &self.tasks[thread];
        task.idle > FUEL && task.seen_changes == self.changes
    }

    /// Nobody can run and nobody sleeps: all is done, or they wait for each other.
    pub(super) fn stuck(&self) -> Ending {
        match self.tasks[0].waiting {
            Some(Waiting {
                what: Blocked::Drain, ..
            }) => Ending::Returned,
            _ if self.tasks[0].finished => Ending::Returned,
            _ => Ending::Deadlock,
        }
    }

    pub(super) fn count_step(&mut self, place: Place) {
        self.steps += 1;
        super::execution::beat(place);
        if self.steps > self.settings.most_steps {
            self.ending = Some(if self.drained_until.is_some() {
                Ending::Returned
            } else {
                Ending::TooManySteps
            });
            suspend_for_good();
        }
    }
}

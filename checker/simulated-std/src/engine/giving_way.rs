//! Threads that give way, or turn in a loop in which nothing changes: who goes on, and when the program is said not to end.

use super::execution::{Ending, Engine, Timing};
use super::schedule::{choose, suspend_for_good, switch_to};
use super::search::Alternative;
use super::task::Task;
use super::{FUEL, Place, end_of, engine, record};
use recorder::trace::{Object, Op, Thread};

/// Turns in which nothing changes, not even the time, before the program is said not to end.
const MOST_VAIN_TURNS: u32 = 12_000;

/// How many steps a round of a loop has at most that waits by asking. Whoever makes as many steps only once or twice is not waiting.
const LONGEST_ROUND: usize = 6;

/// How many steps in a row tell a loop. Fewer than [`FUEL`]: something came before the loop, and nothing changed there either.
const STEPS_THAT_TELL: usize = 20;

/// How often a thread that gives way or turns in vain goes on before the same slow threads in one execution.
const MOST_PASSED_OVER: u32 = 500;

/// The same where that is all that is out of the ordinary.
const MOST_PASSED_OVER_ALONE: u32 = 1_500;

/// Sleeps for no time: to the others it is the same as giving way.
pub fn sleep_no_time(place: Place) {
    yield_turn(place);
}

/// `yield_now` and its like: the others go first; going on at once costs like a preemption.
pub fn yield_turn(place: Place) {
    let engine = engine();
    let me = engine.current;
    engine.arrives(place);
    engine.count_step(place);
    engine.tasks[me].fresh = false;
    engine.tasks[me].has_been_at(place);
    let changes = engine.changes;
    engine.tasks[me].sees(changes);
    record(end_of(me), place, || Op::Yield);
    if engine.tasks[me].idle > 0 {
        engine.tasks[me].vain_yields += 1;
        engine.tasks[me].spun_at = Some(place);
    }
    if engine.tasks[me].idle > FUEL {
        return turn_in_vain(place);
    }
    let others = engine.others_that_can_run();
    if others.is_empty() {
        return;
    }
    switch_to(after_giving_way(&others));
}

/// Who goes on when the running thread gives way: the others first. It may also go on before them, at the cost of a preemption, and on
/// a loaded machine again and again.
fn after_giving_way(others: &[Thread]) -> Thread {
    let engine = engine();
    let me = engine.current;
    if engine.settings.timing == Timing::Any && engine.goes_on_passing_over(others) {
        return me;
    }
    if !engine.may_choose() {
        return others[0];
    }
    if engine.settings.timing == Timing::Exact {
        return choose(others, &[me], None);
    }
    engine.offer(|| {
        let others = others.iter().map(|&other| Alternative::GoesOn(other));
        others
            .chain([Alternative::GoesOn(me), Alternative::GoesOnForLong(me)])
            .collect()
    });
    let taken = engine.take_telling(others.len(), others.len() + 2);
    if taken < others.len() {
        return others[taken];
    }
    if taken > others.len() {
        engine.are_slow(others);
    }
    me
}

/// Who goes on when the running thread has turned in vain: the next in turn, or itself for long.
fn after_turning_in_vain(others: &[Thread]) -> Thread {
    let engine = engine();
    let me = engine.current;
    if engine.settings.timing == Timing::Any && engine.goes_on_passing_over(others) {
        return me;
    }
    if engine.settings.timing == Timing::Exact || !engine.may_choose() {
        return others[0];
    }
    engine.offer(|| vec![Alternative::GoesOn(others[0]), Alternative::GoesOnForLong(me)]);
    if engine.take_telling(1, 2) == 0 {
        return others[0];
    }
    engine.are_slow(others);
    me
}

/// The running thread has turned without anybody changing anything: let another run, or let time pass.
pub(super) fn turn_in_vain(place: Place) {
    let engine = engine();
    let me = engine.current;
    engine.spun = true;
    let task = &mut engine.tasks[me];
    task.spun += 1;
    task.rounds += u32::from(task.goes_round());
    task.spun_at = Some(place);
    if engine.vain_since != engine.changes {
        engine.vain_since = engine.changes;
        engine.vain_turns = 0;
    }
    let others = engine.others_that_can_run();
    let next = if !others.is_empty() {
        Some(after_turning_in_vain(&others))
    } else {
        engine.vain_turns += 1;
        if engine.vain_turns > MOST_VAIN_TURNS {
            engine.ending = Some(Ending::Livelock);
            suspend_for_good();
        }
        engine.let_time_pass();
        let others = engine.others_that_can_run();
        others.first().or(engine.exhausted_others().first()).copied()
    };
    if let Some(next) = next {
        switch_to(next);
    }
    // A few steps more, enough to look at what it polls.
    super::engine().tasks[me].idle = FUEL.saturating_sub(4);
}

/// The objects that a thread has been at since it last saw something change.
#[derive(Debug)]
pub(super) struct LookedAt {
    /// Counts the changes that it has seen.
    since: u32,
    /// For each object when it was last there: those that are counted up, and those that are counted down from the top, threads.
    things: Vec<u32>,
    threads: Vec<u32>,
}

impl LookedAt {
    pub const fn nothing() -> LookedAt {
        LookedAt {
            since: 1,
            things: Vec::new(),
            threads: Vec::new(),
        }
    }

    pub fn forget(&mut self) {
        self.since += 1;
    }

    /// Adds an object; whether it is a new one.
    fn adds(&mut self, object: Object) -> bool {
        let (objects, at) = if object > Object::MAX / 2 {
            (&mut self.threads, Object::MAX - object)
        } else {
            (&mut self.things, object)
        };
        let at = at as usize;
        if objects.len() <= at {
            objects.resize(at + 1, 0);
        }
        std::mem::replace(&mut objects[at], self.since) != self.since
    }
}

/// The running thread is about to look at an object. Who goes through a row of them, each once, is not turning, however long the row is.
#[inline(never)]
pub fn looks_at(object: Object) {
    let engine = engine();
    let task = &mut engine.tasks[engine.current];
    task.looks_further = task.looked_at.adds(object);
}

impl Task {
    /// Another step in which the thread has seen nothing change, or the first after a change.
    pub(super) fn sees(&mut self, changes: u64) {
        let looks_further = std::mem::take(&mut self.looks_further);
        if self.seen_changes != changes {
            self.seen_changes = changes;
            self.idle = 0;
            self.looked_at.forget();
        } else if !looks_further {
            self.idle += 1;
        }
    }

    pub(super) fn has_been_at(&mut self, place: Place) {
        self.recent[self.steps % self.recent.len()] = std::ptr::from_ref(place).addr();
        self.steps += 1;
    }

    /// Whether its last steps were the same few again and again.
    fn goes_round(&self) -> bool {
        let at = |back: usize| self.recent[(self.steps + self.recent.len() - back) % self.recent.len()];
        let repeats = |round: usize| (1..=STEPS_THAT_TELL - round).all(|back| at(back) == at(back + round));
        self.steps >= STEPS_THAT_TELL && (1..=LONGEST_ROUND).any(repeats)
    }
}

impl Engine {
    pub(super) fn are_slow(&mut self, threads: &[Thread]) {
        for &thread in threads {
            self.tasks[thread].slow = true;
        }
    }

    /// Whether the running thread turns in vain before slow threads, or the clock has long run ahead of them: who goes on instead has been
    /// asked in the first turns, and each of these turns is like them.
    pub(super) fn passes_over_in_vain(&self) -> bool {
        let in_vain = self.passed_over > 0 && self.tasks[self.current].idle > 0;
        (in_vain || self.runs_ahead_unasked())
            && self.others_that_can_run().iter().all(|&thread| self.tasks[thread].slow)
    }

    /// Whether all others are slow, and the running thread hasn't gone on before them for long enough yet: who gives way some hundred
    /// times instead of waiting meets threads that are slower than that.
    pub(super) fn goes_on_passing_over(&mut self, others: &[Thread]) -> bool {
        let slow = others.iter().all(|&thread| self.tasks[thread].slow);
        if slow
            && (self.passed_over < MOST_PASSED_OVER || self.passed_over < MOST_PASSED_OVER_ALONE && self.cost() <= 1)
        {
            self.passed_over += 1;
            return true;
        }
        if slow {
            self.tasks.iter_mut().for_each(|task| task.slow = false);
        }
        false
    }
}

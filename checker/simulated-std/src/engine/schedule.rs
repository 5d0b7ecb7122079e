//! Who goes next: the points where the search may choose, and waiting.

use super::execution::{Ending, Timing};
use super::search::{Alternative, Choice, Offer};
use super::{FUEL, Place, Waiting, end_of, engine, note, record};
use recorder::trace::{Blocked, Object, Op, Thread};

/// Steps that a thread may make in a row, even with changes, while others could run.
const SLICE: u32 = 2_000;

/// Turns in which nothing changes, not even the time, before the program is said not to end.
const MOST_VAIN_TURNS: u32 = 12_000;

/// How often the clock runs ahead of the same slow threads in one execution.
const MOST_RUN_AHEAD: u32 = 64;

/// How often a thread that gives way or turns in vain goes on before the same slow threads in one execution.
const MOST_PASSED_OVER: u32 = 500;

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
    if task.fresh {
        task.fresh = false;
        return;
    }
    task.slice += 1;
    if task.seen_changes == changes {
        task.idle += 1;
    } else {
        task.seen_changes = changes;
        task.idle = 0;
    }
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

/// `yield_now` and its like: the others go first; going on at once costs like a preemption.
pub fn yield_turn(place: Place) {
    let engine = engine();
    let me = engine.current;
    engine.arrives(place);
    engine.count_step(place);
    engine.tasks[me].fresh = false;
    let changes = engine.changes;
    let task = &mut engine.tasks[me];
    if task.seen_changes == changes {
        task.idle += 1;
    } else {
        task.seen_changes = changes;
        task.idle = 0;
    }
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
    engine.preempted += 1;
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
    engine.preempted += 1;
    engine.are_slow(others);
    me
}

/// The running thread has turned without anybody changing anything: let another run, or let time pass.
fn turn_in_vain(place: Place) {
    let engine = engine();
    let me = engine.current;
    engine.spun = true;
    let task = &mut engine.tasks[me];
    task.spun += 1;
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
            if (ready.len() == 1 && early.is_none()) || !engine.may_choose() {
                return ready[0];
            }
            if let Some(sleeper) = early.filter(|_| engine.goes_on_running_ahead(&ready)) {
                return choose_slow_or(sleeper, &ready);
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
fn choose(free: &[Thread], paid: &[Thread], early: Option<Thread>) -> Thread {
    let all = free.len() + paid.len() + usize::from(early.is_some());
    engine().offer(|| {
        let threads = [free, paid].concat().into_iter().map(Alternative::GoesOn);
        threads.chain(early.map(Alternative::ClockRunsAhead)).collect()
    });
    let taken = engine().take_thread(free, paid, all);
    if taken < free.len() {
        return free[taken];
    }
    engine().preempted += 1;
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
    engine().preempted += 1;
    slow[taken - 1]
}

fn wake_early(sleeper: Thread) -> Thread {
    let engine = engine();
    let deadline = engine.tasks[sleeper].deadline.expect("a sleeper has a deadline");
    engine.jump_to(deadline);
    sleeper
}

/// One of `among` alternatives that all cost nothing: which waiter a notify wakes, say.
pub fn pick(among: usize) -> usize {
    let engine = engine();
    if among > 1 && engine.may_choose() {
        engine.offer(|| (0..among).map(Alternative::Wakes).collect());
        let picked = engine.take(among, among);
        engine.learns(picked as u64);
        picked
    } else {
        0
    }
}

/// Whether something that may happen for no reason happens here: a spurious wake-up. It costs like a preemption.
pub fn spuriously() -> bool {
    let engine = engine();
    if !engine.may_choose() || engine.spurious >= engine.settings.most_spurious {
        return false;
    }
    engine.offer(|| vec![Alternative::Waits, Alternative::WakesSpuriously]);
    let happens = engine.take(1, 2) == 1;
    engine.learns(u64::from(happens));
    if happens {
        engine.spurious += 1;
    }
    happens
}

/// Whether a reader that could get in stays behind the writers that wait at a lock, as far as there are any: std leaves it open. It costs
/// like a preemption.
pub fn stays_behind_writers(object: Object) -> bool {
    let engine = engine();
    let writes = |waiting: Waiting| waiting.what == Blocked::WriteLock && waiting.object == object;
    if !engine.may_choose() || !engine.tasks.iter().any(|task| task.waiting.is_some_and(writes)) {
        return false;
    }
    engine.offer(|| vec![Alternative::GetsIn, Alternative::StaysBehindWriters]);
    let stays = engine.take(1, 2) == 1;
    engine.learns(u64::from(stays));
    stays
}

fn switch_to(next: Thread) {
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

impl super::execution::Engine {
    /// Whether choices are still offered: not after the scenario's end, and not endlessly many.
    fn may_choose(&self) -> bool {
        self.drained_until.is_none() && self.path.len() < self.settings.most_choices
    }

    /// Notes what the next choice is about, if steps are recorded.
    fn offer(&mut self, alternatives: impl FnOnce() -> Vec<Alternative>) {
        if self.settings.recording {
            self.offers.push(Offer {
                events: self.events.len(),
                thread: self.current,
                alternatives: alternatives(),
            });
        }
    }

    /// As [`Self::take`], where the last alternative tells more than others about the program.
    fn take_telling(&mut self, free: usize, all: usize) -> usize {
        let taken = self.take(free, all);
        if let Some(choice) = self.path.last_mut() {
            choice.telling = true;
        }
        taken
    }

    /// Takes the next choice of the prefix, or the default.
    fn take(&mut self, free: usize, all: usize) -> usize {
        let (free, all) = (free.min(255) as u8, all.min(255) as u8);
        if self.path.len() >= self.prefix.len() && !self.spun && self.has_been_here(free, all) {
            self.ending = Some(Ending::SeenBefore);
            suspend_for_good();
        }
        let taken = match &mut self.priorities {
            Some(priorities) => priorities.any(usize::from(all)) as u8,
            // A prefix can point beyond what there is only if the program isn't deterministic; the default is as good as any.
            None => {
                let given = self.prefix.get(self.path.len()).copied();
                given.filter(|&taken| taken < all).unwrap_or(0)
            }
        };
        self.took(taken, free, all)
    }

    /// As [`Self::take`], where the alternatives are threads, but for a last one that may be more than they are.
    fn take_thread(&mut self, free: &[Thread], paid: &[Thread], all: usize) -> usize {
        let Some(priorities) = &mut self.priorities else {
            return self.take(free.len(), all);
        };
        let threads = [free, paid].concat();
        let taken = if all > threads.len() && priorities.any(2) == 1 {
            all - 1
        } else {
            priorities.pick(self.current, self.path.len(), &threads)
        };
        self.took(taken.min(255) as u8, free.len().min(255) as u8, all.min(255) as u8)
    }

    fn took(&mut self, taken: u8, free: u8, all: u8) -> usize {
        self.path.push(Choice {
            taken,
            free,
            all,
            telling: false,
        });
        usize::from(taken)
    }

    /// Whether an earlier execution has come to this very choice.
    fn has_been_here(&self, free: u8, all: u8) -> bool {
        let Some(visited) = &self.settings.visited else {
            return false;
        };
        !visited.borrow_mut().is_new(self.state(free, all), self.epoch)
    }

    /// Threads other than the running one that can run and have something to look at, the next in turn first.
    fn others_that_can_run(&self) -> Vec<Thread> {
        let count = self.tasks.len();
        (1..count)
            .map(|offset| (self.current + offset) % count)
            .filter(|&other| self.tasks[other].can_run(self.now) && !self.exhausted(other))
            .collect()
    }

    fn exhausted_others(&self) -> Vec<Thread> {
        let count = self.tasks.len();
        (1..count)
            .map(|offset| (self.current + offset) % count)
            .filter(|&other| self.tasks[other].can_run(self.now) && self.exhausted(other))
            .collect()
    }

    /// All threads that can run, the next in turn first; those that turn in vain only if there is nobody else.
    fn all_that_can_run(&self) -> Vec<Thread> {
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
    fn exhausted(&self, thread: Thread) -> bool {
        let task = &self.tasks[thread];
        task.idle > FUEL && task.seen_changes == self.changes
    }

    /// Everybody who could run turns in vain: the next sleeper's time comes, or the clock that they look at moves.
    fn let_time_pass(&mut self) {
        let deadline = self.earliest_deadline();
        if std::mem::take(&mut self.clock_looked_at) {
            // Somebody waits for the clock to move: by the smallest step at first, for who is almost there, soon by a millisecond, and
            // by more the longer it takes.
            let tick = match self.clock_turns {
                turns @ 0..10 => 1 << (2 * turns),
                turns => 1_000_000 << ((turns - 10) / 64).min(20),
            };
            self.clock_turns += 1;
            let later = self.now + tick;
            self.now = deadline.map_or(later, |deadline| later.min(deadline.max(self.now)));
            self.changes += 1;
        } else if let Some(deadline) = deadline {
            self.jump_to(deadline);
        }
    }

    /// The clock comes to a deadline.
    fn jump_to(&mut self, deadline: u64) {
        self.now = self.now.max(deadline);
        self.clock_turns = 0;
        self.changes += 1;
    }

    fn earliest_deadline(&self) -> Option<u64> {
        self.tasks
            .iter()
            .filter(|task| !task.finished)
            .filter_map(|task| task.deadline)
            .min()
    }

    /// With [`Timing::Any`], the thread whose deadline comes first, although others could still run before it.
    fn sleeper_to_wake_early(&self) -> Option<Thread> {
        if self.settings.timing == Timing::Exact {
            return None;
        }
        let waiting = |task: &&super::task::Task| !task.finished && task.deadline.is_some() && !task.can_run(self.now);
        let earliest = self
            .tasks
            .iter()
            .filter(waiting)
            .filter_map(|task| task.deadline)
            .min()?;
        self.tasks
            .iter()
            .position(|task| waiting(&task) && task.deadline == Some(earliest))
    }

    fn are_slow(&mut self, threads: &[Thread]) {
        for &thread in threads {
            self.tasks[thread].slow = true;
        }
    }

    /// The clock is about to run ahead of everybody who could run.
    fn all_that_can_run_are_slow(&mut self) {
        for thread in 0..self.tasks.len() {
            self.tasks[thread].slow = self.tasks[thread].can_run(self.now);
        }
    }

    /// Whether nobody but slow threads can run, and the clock hasn't run ahead of them for long enough yet: who polls with a sleep in
    /// a loop, and gives up after some rounds, meets threads that are slower than that.
    fn goes_on_running_ahead(&mut self, ready: &[Thread]) -> bool {
        let slow = ready.iter().all(|&thread| self.tasks[thread].slow);
        if slow && self.ran_ahead < MOST_RUN_AHEAD {
            self.ran_ahead += 1;
            return true;
        }
        if slow {
            self.tasks.iter_mut().for_each(|task| task.slow = false);
        }
        false
    }

    /// Whether all others are slow, and the running thread hasn't gone on before them for long enough yet: who gives way some hundred
    /// times instead of waiting meets threads that are slower than that.
    fn goes_on_passing_over(&mut self, others: &[Thread]) -> bool {
        let slow = others.iter().all(|&thread| self.tasks[thread].slow);
        if slow && self.passed_over < MOST_PASSED_OVER {
            self.passed_over += 1;
            return true;
        }
        if slow {
            self.tasks.iter_mut().for_each(|task| task.slow = false);
        }
        false
    }

    /// Nobody can run and nobody sleeps: all is done, or they wait for each other.
    fn stuck(&self) -> Ending {
        match self.tasks[0].waiting {
            Some(Waiting {
                what: Blocked::Drain, ..
            }) => Ending::Returned,
            _ if self.tasks[0].finished => Ending::Returned,
            _ => Ending::Deadlock,
        }
    }

    fn count_step(&mut self, place: Place) {
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

//! Waiting, giving way, and time.
//!
//! Time stands still while anybody can go on. A thread that waits with a deadline keeps yielding, which makes loom run the others as
//! long as they can; when nobody is left who can, and no other deadline is earlier, the clock jumps. A yielding thread, not a
//! parked one, because loom then also stops offering it values that it has seen before: a program that polls comes to its end.

use super::kernel::{Kernel, Phase, die_if_dying, in_loom, yield_in_loom};
use super::model::beat;
use super::report::Ending;
use super::task::{Registered, Stance, Task, Waiting};
use super::{Place, is_running, kernel, record};
use recorder::trace::{Blocked, Object, Op, Thread};

/// How often a thread may come to the same place with the same object, changing nothing, before it must give way each time.
const PATIENCE: u32 = 3;

/// How far the clock is set forward for a thread that does nothing but look at it: a millisecond.
const TICK: u64 = 1_000_000;

/// How a wait came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    Ready,
    TimedOut,
}

/// Waits at an object until somebody wakes those who do. Look again then: another thread may have been faster.
pub fn wait(object: Object, what: Blocked, deadline: Option<u64>, place: Place) -> Wake {
    record(object, place, || Op::Blocked(what));
    register(object, what, deadline, place);
    sleep()
}

/// Gets in line at an object, without waiting yet.
pub fn register(object: Object, what: Blocked, deadline: Option<u64>, place: Place) {
    let kernel = kernel();
    kernel.tickets += 1;
    let ticket = kernel.tickets;
    let task = &mut kernel.tasks[kernel.current];
    task.registered = Some(Registered {
        object,
        what,
        deadline,
        ticket,
        woken: false,
        asleep: false,
    });
    task.waiting = Some(Waiting { what, object, place });
}

/// Whether a deadline has come.
pub fn is_over(deadline: u64) -> bool {
    is_running() && kernel().now >= deadline
}

/// Waits for the waking that the running thread is in line for.
pub fn sleep() -> Wake {
    let mut turns = 0;
    loop {
        die_if_dying();
        let kernel = kernel();
        let me = kernel.current;
        if let Some(registered) = &mut kernel.tasks[me].registered {
            registered.asleep = true;
        }
        let registered = kernel.tasks[me].registered.expect("it is in line");
        let wake = match registered.deadline {
            _ if registered.woken => Some(Wake::Ready),
            // A wait of no length is a question, not a wait: who asks again and again turns in a loop.
            Some(deadline) if kernel.now >= deadline && turns == 0 => {
                let task = &mut kernel.tasks[me];
                task.registered = None;
                task.waiting = None;
                return Wake::TimedOut;
            }
            Some(deadline) if kernel.now >= deadline || kernel.nobody_before(me, deadline) => {
                kernel.now = kernel.now.max(deadline);
                kernel.changes += 1;
                Some(Wake::TimedOut)
            }
            Some(_) | None => None,
        };
        if let Some(wake) = wake {
            let task = &mut kernel.tasks[me];
            task.registered = None;
            task.waiting = None;
            task.progressed();
            return wake;
        }
        if registered.deadline.is_some() {
            yield_in_loom(turns > 0);
            turns += 1;
        } else {
            end_if_deadlocked();
            in_loom(Stance::Away, loom::thread::park);
        }
    }
}

/// Ends the execution if the running thread was the last that could go on. loom would panic, and from where nobody can catch it.
pub(super) fn end_if_deadlocked() {
    if kernel().deadlocked() {
        super::end(Ending::Deadlock);
    }
}

/// Wakes everybody who waits at an object for certain things. They have then seen what the running thread has.
pub fn wake_all(object: Object, what: impl Fn(Blocked) -> bool) {
    while wake_next(object, &what) {}
}

/// Wakes the one who has waited longest. Says how many waited.
pub fn wake_one(object: Object, what: impl Fn(Blocked) -> bool) {
    wake_next(object, &what);
}

fn wake_next(object: Object, what: &impl Fn(Blocked) -> bool) -> bool {
    if !is_running() {
        return false;
    }
    let Some((_, thread)) = kernel().in_line(object, what).min() else {
        return false;
    };
    let task = &mut kernel().tasks[thread];
    if let Some(registered) = &mut task.registered {
        registered.woken = true;
    }
    if let Some(handle) = task.loom.clone() {
        in_loom(Stance::Ready, || handle.unpark());
    }
    true
}

/// Lets whoever has been woken at an object, and hasn't gone on yet, see what the running thread has done too.
pub fn show_woken(object: Object) {
    if !is_running() {
        return;
    }
    let there = |task: &&Task| {
        task.registered
            .is_some_and(|registered| registered.object == object && registered.woken)
    };
    let handles: Vec<_> = kernel()
        .tasks
        .iter()
        .filter(there)
        .filter_map(|task| task.loom.clone())
        .collect();
    for handle in handles {
        in_loom(Stance::Ready, || handle.unpark());
    }
}

/// How many wait at an object.
pub fn waiting_at(object: Object) -> usize {
    if is_running() {
        kernel().in_line(object, |_| true).count()
    } else {
        0
    }
}

impl Kernel {
    /// Who waits at an object and hasn't been woken, with when they came.
    fn in_line(&self, object: Object, what: impl Fn(Blocked) -> bool) -> impl Iterator<Item = (u64, Thread)> {
        self.tasks.iter().enumerate().filter_map(move |(thread, task)| {
            let registered = task.registered?;
            let waits = registered.object == object && !registered.woken && what(registered.what);
            waits.then_some((registered.ticket, thread))
        })
    }

    /// Whether anybody waits at an object for this.
    pub fn waits_at(&self, object: Object, what: Blocked) -> bool {
        self.in_line(object, |waits| waits == what).next().is_some()
    }

    /// Whether nobody else can go on, and no other deadline is earlier.
    fn nobody_before(&self, me: Thread, deadline: u64) -> bool {
        self.tasks.iter().enumerate().all(|(thread, task)| {
            let later = task
                .registered
                .is_some_and(|other| !other.woken && other.deadline.is_some_and(|other| other >= deadline));
            let returned = thread == 0 && self.phase >= Phase::Draining;
            thread == me || task.finished || returned || later || self.blocked(thread) || self.turns_in_vain(thread)
        })
    }

    /// Whether a thread only gives way, and nothing has changed since it first did.
    fn turns_in_vain(&self, thread: Thread) -> bool {
        let task = &self.tasks[thread];
        let (times, changes) = task.yields;
        task.registered.is_none() && times >= 2 && changes == self.changes
    }

    fn earliest_deadline(&self) -> Option<u64> {
        let deadlines = self.tasks.iter().filter_map(|task| task.registered?.deadline);
        deadlines.filter(|&deadline| deadline > self.now).min()
    }
}

/// Lets others go first, once.
pub fn yield_turn(place: Place) {
    if !is_running() {
        return;
    }
    beat(place);
    die_if_dying();
    record(0, place, || Op::Yield);
    give_way();
    die_if_dying();
}

/// Sleeps for no time: nobody else needs to go first, unless that is done again and again.
pub fn sleep_no_time(place: Place) {
    if !is_running() {
        return;
    }
    beat(place);
    die_if_dying();
    record(0, place, || Op::Yield);
    give_way_when_polling(0, place);
    die_if_dying();
}

fn give_way() {
    let kernel = kernel();
    let changes = kernel.changes;
    let task = &mut kernel.tasks[kernel.current];
    task.yields = if task.yields.1 == changes {
        (task.yields.0 + 1, changes)
    } else {
        (1, changes)
    };
    let again = task.yields.0 > 1;
    yield_in_loom(again);
}

/// A thread that comes to the same place again and again, and changes nothing, waits for another.
pub(super) fn give_way_when_polling(object: Object, place: Place) {
    let kernel = kernel();
    let task = &mut kernel.tasks[kernel.current];
    let here = std::ptr::from_ref(place).addr();
    match task
        .visits
        .iter_mut()
        .find(|(place, at, _)| *place == here && *at == object)
    {
        Some((_, _, times)) => {
            *times += 1;
            if *times > PATIENCE {
                give_way();
            }
        }
        None => task.visits.push((here, object, 1)),
    }
}

/// The running thread looked at the clock. If it does nothing else, and nobody can go on, time must pass.
pub fn looked_at_clock() {
    if !is_running() {
        return;
    }
    die_if_dying();
    let task = &mut kernel().tasks[super::current()];
    task.looks += 1;
    if task.looks <= PATIENCE {
        return;
    }
    let looks = task.looks - PATIENCE;
    give_way();
    die_if_dying();
    let kernel = kernel();
    if kernel.nobody_before(kernel.current, kernel.now) {
        let next = kernel.now.saturating_add(TICK << looks.min(40));
        kernel.now = kernel.earliest_deadline().map_or(next, |deadline| deadline.min(next));
        kernel.changes += 1;
    }
}

//! The choices that the search is asked for: what is offered, what each costs, and which one is taken.

use super::execution::{Ending, Engine};
use super::schedule::suspend_for_good;
use super::search::{Alternative, Choice, Offer};
use super::{Waiting, Wake, engine};
use recorder::trace::{Blocked, Object, Thread, Woken};

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

/// Waits, with a deadline, for what `wait` waits for, unless the thread is chosen to wake up for no reason.
pub fn wait_or_wake_up(deadline: Option<u64>, wait: impl FnOnce(Option<u64>) -> Wake) -> Woken {
    let for_no_reason = spuriously();
    let end = match deadline {
        Some(deadline) if for_no_reason && engine().settings.spurious_midway => {
            let now = engine().now;
            Some(now + deadline.saturating_sub(now) / 2)
        }
        _ if for_no_reason => return Woken::Spuriously,
        _ => deadline,
    };
    match wait(end) {
        Wake::Ready => Woken::Notified,
        Wake::TimedOut if for_no_reason => Woken::Spuriously,
        Wake::TimedOut => Woken::TimedOut,
    }
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

impl Engine {
    /// What the choices so far have cost.
    pub(super) fn cost(&self) -> u32 {
        self.path.iter().map(Choice::cost).sum()
    }

    /// Whether choices are still offered: not after the scenario's end, and not endlessly many.
    pub(super) fn may_choose(&mut self) -> bool {
        if self.passes_over_in_vain() {
            return false;
        }
        let many = self.path.len() >= self.settings.most_choices;
        self.cut_short |= many && self.drained_until.is_none();
        self.drained_until.is_none() && !many
    }

    /// Notes what the next choice is about, if steps are recorded.
    pub(super) fn offer(&mut self, alternatives: impl FnOnce() -> Vec<Alternative>) {
        if self.settings.recording {
            self.offers.push(Offer {
                events: self.events.len(),
                thread: self.current,
                alternatives: alternatives(),
            });
        }
    }

    /// As [`Self::take`], where the last alternative tells more than others about the program.
    pub(super) fn take_telling(&mut self, free: usize, all: usize) -> usize {
        let taken = self.take(free, all);
        if let Some(choice) = self.path.last_mut() {
            choice.telling = true;
        }
        taken
    }

    /// Takes the next choice of the prefix, or the default.
    pub(super) fn take(&mut self, free: usize, all: usize) -> usize {
        self.cut_short |= all > usize::from(u8::MAX);
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
    pub(super) fn take_thread(&mut self, free: &[Thread], paid: &[Thread], all: usize) -> usize {
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

    pub(super) fn took(&mut self, taken: u8, free: u8, all: u8) -> usize {
        self.path.push(Choice {
            taken,
            free,
            all,
            telling: false,
        });
        usize::from(taken)
    }

    /// Whether an earlier execution has come to this very choice.
    pub(super) fn has_been_here(&self, free: u8, all: u8) -> bool {
        let Some(visited) = &self.settings.visited else {
            return false;
        };
        !visited.borrow_mut().is_new(self.state(free, all), self.epoch)
    }
}

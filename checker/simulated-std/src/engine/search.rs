//! Which interleavings to run, and in which order: fewest preemptions first.
//!
//! An execution is a row of choices. A choice is free (which thread goes on when the running one blocks or ends) or it costs one
//! (preempting a thread that could go on, a spurious wake-up, letting a clock run ahead of a slow thread). The search runs all
//! executions of cost 0, then of cost 1, and so on: iterative context bounding, Musuvathi & Qadeer, PLDI 2007. Each execution
//! is run once: it is a prefix of choices whose last one is not the default, followed by defaults, and the prefixes
//! that branch off a run are put into the queue of their own cost.

use super::execution::{Ending, Report};
use super::pct::Random;
use recorder::trace::Thread;

/// A choice that was made.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The alternative taken. 0 is the default and always free.
    pub taken: u8,
    /// Alternatives `0..free` cost nothing.
    pub free: u8,
    /// Alternatives `free..all` cost one each.
    pub all: u8,
    /// Whether the last alternative is to be tried before others of its cost: a thread that only gives way goes on for long.
    pub telling: bool,
}

impl Choice {
    pub fn cost(&self) -> u32 {
        u32::from(self.taken >= self.free)
    }
}

/// What a choice stands for, to tell people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alternative {
    /// This thread goes on.
    GoesOn(Thread),
    /// The clock runs ahead of everybody who could run, and this thread's time has come.
    ClockRunsAhead(Thread),
    /// This thread goes on although it gave way, and goes on doing so for long.
    GoesOnForLong(Thread),
    /// The one who waits in this place of the line is woken.
    Wakes(usize),
    /// The wait begins.
    Waits,
    /// The wait ends at once, for no reason.
    WakesSpuriously,
    /// The reader gets in before the writers that wait.
    GetsIn,
    /// The reader waits until a writer has had its turn.
    StaysBehindWriters,
}

/// A choice that was offered in an execution that was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// How many steps had been recorded before.
    pub events: usize,
    /// Who was to decide: the thread that ran until then.
    pub thread: Thread,
    pub alternatives: Vec<Alternative>,
}

/// How far a search may go.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The highest cost of an execution: preemptions, spurious wake-ups and clocks run ahead.
    pub preemptions: u32,
    /// The most executions.
    pub executions: u64,
    /// The most steps in all executions together: a program that makes many steps is run less often. Counted in steps and not in
    /// seconds, so that a verdict doesn't depend on the machine.
    pub steps: u64,
    /// When the budget is spent and there would be more: so many random executions, within a quarter more of steps.
    pub random: u32,
}

/// Preemptions that a random execution aims at: one more than the search usually goes.
const RANDOM_CHANGES: u32 = 3;

/// The next execution.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// These choices and then the defaults.
    Prefix(Box<[u8]>),
    Random(Random),
}

/// Prefixes of the same cost that wait to be run.
#[derive(Default)]
struct Level {
    waiting: Vec<Box<[u8]>>,
    /// Those that end in a telling alternative: every second one that is run, as long as there are any.
    telling: Vec<Box<[u8]>>,
    turn: bool,
}

impl Level {
    /// Whose turn it is, if there is anybody.
    fn next(&mut self) -> Option<&mut Vec<Box<[u8]>>> {
        self.turn = !self.turn;
        let telling = self.waiting.is_empty() || (self.turn && !self.telling.is_empty());
        let turn = if telling { &mut self.telling } else { &mut self.waiting };
        (!turn.is_empty()).then_some(turn)
    }
}

/// The executions still to be run, and how many have been.
pub struct Search {
    limits: Limits,
    /// `levels[cost]`: prefixes that cost as much.
    levels: Vec<Level>,
    level: usize,
    /// Executions that were run to their end.
    executions: u64,
    steps: u64,
    /// Whether a prefix had to be thrown away because too many were waiting.
    overflowed: bool,
    /// The lowest cost of an execution that had more choices than are searched.
    cut_short: Option<u32>,
    random: u64,
    random_executions: u32,
    /// The most choices that an execution has made.
    longest: usize,
}

/// More waiting prefixes than this are not kept: the budget could not pay for them.
const MOST_WAITING: usize = 60_000;

impl Search {
    pub fn new(limits: Limits) -> Search {
        let mut levels: Vec<Level> = (0..=limits.preemptions).map(|_| Level::default()).collect();
        levels[0].waiting.push(Box::from([]));
        Search {
            limits,
            levels,
            level: 0,
            executions: 0,
            steps: 0,
            overflowed: false,
            cut_short: None,
            random: 0x2545_F491_4F6C_DD1D,
            random_executions: 0,
            longest: 0,
        }
    }

    /// The next execution, or `None` when there is nothing left or the budget is spent.
    pub fn next_execution(&mut self) -> Option<Next> {
        if self.executions >= self.limits.executions || self.steps >= self.limits.steps {
            return self.next_at_random().map(Next::Random);
        }
        while self.level < self.levels.len() {
            let random = self.next_random();
            if let Some(prefixes) = self.levels[self.level].next() {
                // In no particular order, so that a level that the budget can't finish is at least sampled evenly.
                let pick = (random % prefixes.len() as u64) as usize;
                return Some(Next::Prefix(prefixes.swap_remove(pick)));
            }
            self.level += 1;
        }
        None
    }

    fn next_at_random(&mut self) -> Option<Random> {
        if self.random_executions >= self.limits.random
            || self.steps >= self.limits.steps.saturating_add(self.limits.steps / 4)
        {
            return None;
        }
        self.random_executions += 1;
        Some(Random {
            seed: u64::from(self.random_executions),
            changes: RANDOM_CHANGES,
            length: self.longest,
        })
    }

    /// Counts an execution that has been run. If it went along a prefix of `given` choices, those that branch off it after the prefix are queued.
    pub fn ran(&mut self, report: &Report, given: Option<usize>) {
        self.steps += report.steps;
        self.executions += u64::from(report.ending != Ending::SeenBefore);
        self.longest = self.longest.max(report.path.len());
        let Some(given) = given else { return };
        if report.cut_short {
            self.cut_short = Some(
                self.cut_short
                    .map_or(report.preemptions, |least| least.min(report.preemptions)),
            );
        }
        let path = &report.path;
        let mut cost: u32 = path[..given.min(path.len())].iter().map(Choice::cost).sum();
        for (at, choice) in path.iter().enumerate().skip(given) {
            for other in 1..choice.all {
                let level = (cost + u32::from(other >= choice.free)) as usize;
                if level >= self.levels.len() {
                    break;
                }
                let telling = choice.telling && other == choice.all - 1;
                let prefix = path[..at].iter().map(|choice| choice.taken).chain([other]).collect();
                self.push(level, telling, prefix);
            }
            cost += choice.cost();
        }
    }

    fn push(&mut self, level: usize, telling: bool, prefix: Box<[u8]>) {
        let replaced = (self.next_random() % MOST_WAITING as u64) as usize;
        let level = &mut self.levels[level];
        let prefixes = if telling {
            &mut level.telling
        } else {
            &mut level.waiting
        };
        if prefixes.len() < MOST_WAITING {
            prefixes.push(prefix);
        } else {
            self.overflowed = true;
            prefixes[replaced] = prefix;
        }
    }

    pub fn executions(&self) -> u64 {
        self.executions
    }

    /// Up to how many preemptions every interleaving has been run, and whether that is as far as was asked.
    pub fn completed(&self) -> (u32, bool) {
        let all = self.level >= self.levels.len() && !self.overflowed && self.cut_short.is_none();
        let done = if all {
            self.levels.len() - 1
        } else {
            self.level.saturating_sub(1).min(self.levels.len() - 1)
        };
        let whole = self.cut_short.map_or(u32::MAX, |cost| cost.saturating_sub(1));
        ((done as u32).min(whole), all)
    }

    /// xorshift64*: small, and the same in every run.
    fn next_random(&mut self) -> u64 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        self.random.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
}

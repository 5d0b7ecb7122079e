//! Which interleavings to run, and in which order: fewest preemptions first.
//!
//! An execution is a row of choices. A choice is free (which thread goes on when the running one blocks or ends) or it costs one
//! (preempting a thread that could go on, a spurious wake-up, letting a clock run ahead of a slow thread). The search runs all
//! executions of cost 0, then of cost 1, and so on: iterative context bounding, Musuvathi & Qadeer, PLDI 2007. Each execution
//! is run once: it is a prefix of choices whose last one is not the default, followed by defaults, and the prefixes
//! that branch off a run are put into the queue of their own cost.

/// A choice that was made.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The alternative taken. 0 is the default and always free.
    pub taken: u8,
    /// Alternatives `0..free` cost nothing.
    pub free: u8,
    /// Alternatives `free..all` cost one each.
    pub all: u8,
}

impl Choice {
    pub fn cost(&self) -> u32 {
        u32::from(self.taken >= self.free)
    }
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
}

/// The executions still to be run, and how many have been.
pub struct Search {
    limits: Limits,
    /// `levels[cost]`: prefixes that cost as much.
    levels: Vec<Vec<Box<[u8]>>>,
    level: usize,
    executions: u64,
    steps: u64,
    /// Whether a prefix had to be thrown away because too many were waiting.
    overflowed: bool,
    random: u64,
}

/// More waiting prefixes than this are not kept: the budget could not pay for them.
const MOST_WAITING: usize = 60_000;

impl Search {
    pub fn new(limits: Limits) -> Search {
        let mut levels = vec![Vec::new(); limits.preemptions as usize + 1];
        levels[0].push(Box::from([]));
        Search {
            limits,
            levels,
            level: 0,
            executions: 0,
            steps: 0,
            overflowed: false,
            random: 0x2545_F491_4F6C_DD1D,
        }
    }

    /// The prefix of the next execution, or `None` when there is nothing left or the budget is spent.
    pub fn next_prefix(&mut self) -> Option<Box<[u8]>> {
        if self.executions >= self.limits.executions || self.steps >= self.limits.steps {
            return None;
        }
        while self.level < self.levels.len() {
            let waiting = self.levels[self.level].len();
            if waiting > 0 {
                self.executions += 1;
                // In no particular order, so that a level that the budget can't finish is at least sampled evenly.
                let pick = (self.next_random() % waiting as u64) as usize;
                return Some(self.levels[self.level].swap_remove(pick));
            }
            self.level += 1;
        }
        None
    }

    /// Queues the executions that branch off one that has been run, after its prefix of `given` choices, and counts its steps.
    pub fn branch(&mut self, path: &[Choice], given: usize, steps: u64) {
        self.steps += steps;
        let mut cost: u32 = path[..given.min(path.len())].iter().map(Choice::cost).sum();
        for (at, choice) in path.iter().enumerate().skip(given) {
            for other in 1..choice.all {
                let level = (cost + u32::from(other >= choice.free)) as usize;
                if level >= self.levels.len() {
                    break;
                }
                self.push(
                    level,
                    path[..at].iter().map(|choice| choice.taken).chain([other]).collect(),
                );
            }
            cost += choice.cost();
        }
    }

    fn push(&mut self, level: usize, prefix: Box<[u8]>) {
        if self.levels[level].len() < MOST_WAITING {
            self.levels[level].push(prefix);
        } else {
            self.overflowed = true;
            let replaced = (self.next_random() % MOST_WAITING as u64) as usize;
            self.levels[level][replaced] = prefix;
        }
    }

    pub fn executions(&self) -> u64 {
        self.executions
    }

    /// Up to how many preemptions every interleaving has been run, and whether that is as far as was asked.
    pub fn completed(&self) -> (u32, bool) {
        let all = self.level >= self.levels.len() && !self.overflowed;
        let done = if all {
            self.levels.len() - 1
        } else {
            self.level.saturating_sub(1).min(self.levels.len() - 1)
        };
        (done as u32, all)
    }

    /// xorshift64*: small, and the same in every run.
    fn next_random(&mut self) -> u64 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        self.random.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
}

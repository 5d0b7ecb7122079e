//! Random interleavings for what the search has no budget left for.
//!
//! Every thread gets a random priority, and the highest that can run goes on; at a few random choices the running thread falls below all
//! others. A bug that needs `d` preemptions in the right places is hit with a known probability, which plain random
//! choices don't have: Burckhardt, Kothari, Musuvathi and Nagarakatte, "A randomized scheduler with probabilistic guarantees
//! of finding bugs" (PCT), ASPLOS 2010.

use recorder::trace::Thread;

/// How to schedule an execution at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Random {
    /// The same seed gives the same execution.
    pub seed: u64,
    /// How often the running thread loses its priority.
    pub changes: u32,
    /// Choices that an execution makes, about.
    pub length: usize,
}

/// Other choices than that of a thread, a spurious wake-up say, go against the default once in so many.
const SELDOM: u64 = 16;

/// The priorities in one execution.
pub(super) struct Priorities {
    random: u64,
    /// `of[thread]`: who is higher goes first.
    of: Vec<u64>,
    /// The choices at which the running thread falls below all others.
    falls: Vec<usize>,
    lowest: u64,
}

impl Priorities {
    pub fn new(how: Random) -> Priorities {
        let mut priorities = Priorities {
            random: how.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            of: Vec::new(),
            falls: Vec::new(),
            lowest: u64::from(u32::MAX),
        };
        priorities.falls = (0..how.changes)
            .map(|_| (priorities.next() % how.length.max(1) as u64) as usize)
            .collect();
        priorities
    }

    /// Who of these goes on, at the choice with this number.
    pub fn pick(&mut self, running: Thread, choice: usize, candidates: &[Thread]) -> usize {
        let most = candidates.iter().max().copied().unwrap_or(0).max(running);
        while self.of.len() <= most {
            let priority = self.next() | 1 << 63;
            self.of.push(priority);
        }
        if self.falls.contains(&choice) {
            self.lowest -= 1;
            self.of[running] = self.lowest;
        }
        let highest = (0..candidates.len()).max_by_key(|&at| self.of[candidates[at]]);
        highest.unwrap_or(0)
    }

    /// One of several alternatives that are no threads; the first is the default.
    pub fn any(&mut self, all: usize) -> usize {
        if self.next().is_multiple_of(SELDOM) {
            (self.next() % all as u64) as usize
        } else {
            0
        }
    }

    /// xorshift64*
    fn next(&mut self) -> u64 {
        self.random ^= self.random >> 12;
        self.random ^= self.random << 25;
        self.random ^= self.random >> 27;
        self.random.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }
}

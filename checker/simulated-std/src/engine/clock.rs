//! The simulated clock: when time passes, and when it runs ahead of threads that could still run.

use super::execution::{Engine, Timing};
use recorder::trace::Thread;

/// How often the clock runs ahead of the same slow threads in one execution, if the search is asked each time whether one of them gets on.
const MOST_RUN_AHEAD_ASKED: u32 = 64;

/// How often in all, where that is all that is out of the ordinary: who looks every 10 ms and gives up after ten seconds is found out.
const MOST_RUN_AHEAD: u32 = 1_500;

impl Engine {
    /// Everybody who could run turns in vain: the next sleeper's time comes, or the clock that they look at moves.
    pub(super) fn let_time_pass(&mut self) {
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
    pub(super) fn jump_to(&mut self, deadline: u64) {
        self.now = self.now.max(deadline);
        self.clock_turns = 0;
        self.changes += 1;
    }

    pub(super) fn earliest_deadline(&self) -> Option<u64> {
        self.tasks
            .iter()
            .filter(|task| !task.finished)
            .filter_map(|task| task.deadline)
            .min()
    }

    /// With [`Timing::Any`], the thread whose deadline comes first, although others could still run before it.
    pub(super) fn sleeper_to_wake_early(&self) -> Option<Thread> {
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

    /// The clock is about to run ahead of everybody who could run.
    pub(super) fn all_that_can_run_are_slow(&mut self) {
        for thread in 0..self.tasks.len() {
            self.tasks[thread].slow = self.tasks[thread].can_run(self.now);
        }
    }

    /// Whether nobody but slow threads can run, and the clock hasn't run ahead of them for long enough yet: who polls with a sleep in
    /// a loop, and gives up after some rounds, meets threads that are slower than that.
    pub(super) fn goes_on_running_ahead(&mut self, ready: &[Thread]) -> bool {
        let slow = ready.iter().all(|&thread| self.tasks[thread].slow);
        if slow && (self.ran_ahead < MOST_RUN_AHEAD_ASKED || self.ran_ahead < MOST_RUN_AHEAD && self.cost() <= 1) {
            self.ran_ahead += 1;
            return true;
        }
        if slow {
            self.tasks.iter_mut().for_each(|task| task.slow = false);
        }
        false
    }

    /// Whether the clock has run ahead so often that the search isn't asked any more.
    pub(super) fn runs_ahead_unasked(&self) -> bool {
        self.ran_ahead > MOST_RUN_AHEAD_ASKED
    }
}

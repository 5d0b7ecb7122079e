//! A scenario in every interleaving, and the rules it must keep.

use crate::diagnose;
use crate::mistake::Mistake;
use crate::names;
use crate::run::Run;
use crate::story;
use engine::__engine::{execute, Ending, Limits, Report, Search, Settings, Timing};
use recorder::wire::Story;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

/// A program that uses one of these can tell whether a lock has just been given back, or a thread has just dropped what it held.
const ASKS_WITHOUT_WAITING: [&str; 11] = [
    "try_lock", "try_read", "try_write", "is_finished", "try_unwrap", "Arc::into_inner", "strong_count", "weak_count", "Arc::get_mut", "upgrade",
    "unwrap_or_clone",
];

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    pub interleavings: u64,
    /// Of a failure: the preemptions it took. Of a pass: up to how many all interleavings were run.
    pub preemptions: u32,
    /// Whether every exploration came to its end within its budget.
    pub exhausted: bool,
    pub simulated: Option<Duration>,
    pub failure: Option<(Mistake, Option<Story>)>,
}

impl Verdict {
    /// Goes on with another exploration unless this one has failed.
    #[must_use]
    pub fn and(self, next: impl FnOnce() -> Verdict) -> Verdict {
        if self.failure.is_some() {
            return self;
        }
        let next = next();
        Verdict {
            interleavings: self.interleavings + next.interleavings,
            preemptions: if next.failure.is_some() { next.preemptions } else { self.preemptions.min(next.preemptions) },
            exhausted: self.exhausted && next.exhausted,
            simulated: next.simulated.max(self.simulated),
            failure: next.failure,
        }
    }
}

/// Explores something for each of several inputs, until one fails.
pub fn each<T>(inputs: impl IntoIterator<Item = T>, explore: impl Fn(T) -> Verdict) -> Verdict {
    let mut inputs = inputs.into_iter();
    let first = inputs.next().map(&explore).unwrap_or_default();
    inputs.fold(first, |verdict, input| verdict.and(|| explore(input)))
}

type Rule<R> = Box<dyn Fn(&Run<R>) -> Result<(), Mistake>>;
type Hope<R> = (Box<dyn Fn(&Run<R>) -> bool>, Box<dyn Fn(&Run<R>) -> Mistake>);

/// A scenario, how far to explore it, and its rules.
pub struct Exploration<R> {
    scenario: Rc<dyn Fn() -> R>,
    settings: Settings,
    limits: Limits,
    always: Vec<Rule<R>>,
    sometimes: Vec<Hope<R>>,
    may_panic: bool,
    shows_time: bool,
}

/// Explores a scenario: every interleaving of it with up to two preemptions, within a budget, in exact simulated time.
pub fn explore<R: 'static>(scenario: impl Fn() -> R + 'static) -> Exploration<R> {
    Exploration {
        scenario: Rc::new(scenario),
        settings: Settings {
            timing: Timing::Exact,
            drain: true,
            recording: true,
            fine: names::source_mentions(&ASKS_WITHOUT_WAITING),
            most_spurious: 1,
            most_steps: 50_000,
            most_choices: 300,
        },
        limits: Limits { preemptions: 2, executions: 3_000 },
        always: Vec::new(),
        sometimes: Vec::new(),
        may_panic: false,
        shows_time: false,
    }
}

impl<R: 'static> Exploration<R> {
    /// Up to how many preemptions, spurious wake-ups and clocks that run ahead in one execution.
    #[must_use]
    pub fn preemptions(mut self, most: u32) -> Self {
        self.limits.preemptions = most;
        self
    }

    /// At most so many executions.
    #[must_use]
    pub fn executions(mut self, most: u64) -> Self {
        self.limits.executions = most;
        self
    }

    /// The clock may run ahead of threads that could run: a sleep proves nothing about what others have done by then.
    #[must_use]
    pub fn any_timing(mut self) -> Self {
        self.settings.timing = Timing::Any;
        self
    }

    /// The scenario is a program's `main`: when it returns, all other threads die.
    #[must_use]
    pub fn as_main(mut self) -> Self {
        self.settings.drain = false;
        self
    }

    /// Only a failing execution is recorded step by step. Faster, for rules that need no more than results, output, marks and times.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.settings.recording = false;
        self
    }

    /// The scenario may panic; the rules say whether it should have.
    #[must_use]
    pub fn may_panic(mut self) -> Self {
        self.may_panic = true;
        self
    }

    /// The report tells the simulated time that the scenario took.
    #[must_use]
    pub fn timed(mut self) -> Self {
        self.shows_time = true;
        self
    }

    /// What must be so in every interleaving.
    #[must_use]
    pub fn always(mut self, rule: impl Fn(&Run<R>) -> Result<(), Mistake> + 'static) -> Self {
        self.always.push(Box::new(rule));
        self
    }

    /// What must be so in at least one interleaving; otherwise the mistake, made from the first of them.
    #[must_use]
    pub fn sometimes(
        mut self,
        hope: impl Fn(&Run<R>) -> bool + 'static,
        otherwise: impl Fn(&Run<R>) -> Mistake + 'static,
    ) -> Self {
        self.sometimes.push((Box::new(hope), Box::new(otherwise)));
        self
    }

    /// Runs the exploration.
    pub fn verdict(self) -> Verdict {
        let mut search = Search::new(self.limits);
        let mut fulfilled = vec![false; self.sometimes.len()];
        let mut simulated = None;
        while let Some(prefix) = search.next() {
            let given = prefix.len();
            let (result, report) = self.execute(prefix, self.settings.recording);
            let run = Run::new(result.as_ref(), &report, self.settings.recording);
            if let Some(seen) = self.broken(&run) {
                // Recorded, the same rule can name lines. A program that can't be replayed, for want of determinism, keeps what was seen.
                return self.failed(&search, &report, |run| self.broken(run).unwrap_or_else(|| seen.clone()));
            }
            for (fulfilled, (hope, _)) in fulfilled.iter_mut().zip(&self.sometimes) {
                *fulfilled = *fulfilled || hope(&run);
            }
            simulated = simulated.max(Some(run.elapsed()));
            search.branch(&report.path, given);
            let only_hopes = self.always.is_empty() && !fulfilled.is_empty();
            if only_hopes && fulfilled.iter().all(|&fulfilled| fulfilled) {
                break;
            }
        }
        if let Some(missed) = fulfilled.iter().position(|&fulfilled| !fulfilled) {
            let (_, first) = self.execute(Box::from([]), false);
            return self.failed(&search, &first, |run| (self.sometimes[missed].1)(run));
        }
        let (preemptions, exhausted) = search.completed();
        Verdict {
            interleavings: search.executions(),
            preemptions,
            exhausted,
            simulated: simulated.filter(|_| self.shows_time),
            failure: None,
        }
    }

    /// The first rule that an execution breaks. That it comes to its end is one that goes without saying.
    fn broken(&self, run: &Run<R>) -> Option<Mistake> {
        let expected = match run.ending() {
            Ending::Returned => true,
            Ending::Panicked => self.may_panic,
            _ => false,
        };
        if !expected {
            return Some(diagnose::ending(run));
        }
        let mistake = self.always.iter().find_map(|rule| rule(run).err())?;
        Some(diagnose::refined(mistake, run))
    }

    /// Runs a failing execution again, recorded, and tells its story.
    fn failed(&self, search: &Search, failing: &Report, mistake: impl Fn(&Run<R>) -> Mistake) -> Verdict {
        let path: Box<[u8]> = failing.path.iter().map(|choice| choice.taken).collect();
        let (result, report) = self.execute(path, true);
        let run = Run::new(result.as_ref(), &report, true);
        let mistake = mistake(&run);
        let story = story::tell(&report, &mistake, search.executions());
        Verdict {
            interleavings: search.executions(),
            preemptions: failing.preemptions,
            exhausted: false,
            simulated: Some(run.elapsed()).filter(|_| self.shows_time),
            failure: Some((mistake, Some(story))),
        }
    }

    fn execute(&self, prefix: Box<[u8]>, recording: bool) -> (Option<R>, Report) {
        let settings = Settings { recording, ..self.settings.clone() };
        let result = Rc::new(RefCell::new(None));
        let (scenario, theirs) = (Rc::clone(&self.scenario), Rc::clone(&result));
        let body = Box::new(move || {
            let value = scenario();
            *theirs.borrow_mut() = Some(value);
        });
        let report = execute(&settings, prefix, body);
        let result = result.borrow_mut().take();
        (result, report)
    }
}

//! A scenario in every interleaving, and the rules it must keep.

use crate::choices;
use crate::context;
use crate::endings;
use crate::mistake::Mistake;
use crate::names;
use crate::run::{Run, Seen};
use crate::shrink;
use crate::story;
use engine::__engine::{Ending, Limits, Next, Report, Search, Settings, Timing, execute};
use harness_common::Verdict;
use harness_common::current::{self, Task};
use harness_common::returned::{MaybeReturned, Returned, typed};
use recorder::Kind;
use recorder::Schedule;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

/// A program that uses one of these can tell whether a lock has just been given back, or a thread has just dropped what it held.
const ASKS_WITHOUT_WAITING: [&str; 11] = [
    "try_lock",
    "try_read",
    "try_write",
    "is_finished",
    "try_unwrap",
    "Arc::into_inner",
    "strong_count",
    "weak_count",
    "Arc::get_mut",
    "upgrade",
    "unwrap_or_clone",
];

/// The count of an `Arc` passes between threads without any step of theirs.
const LOOKS_AT_A_COUNT: [&str; 10] = [
    "try_unwrap",
    "into_inner",
    "strong_count",
    "weak_count",
    "get_mut",
    "make_mut",
    "upgrade",
    "unwrap_or_clone",
    "is_unique",
    "Weak",
];

type Rule = Box<dyn Fn(MaybeReturned, Seen) -> Result<(), Mistake>>;
type Hope = (
    Box<dyn Fn(MaybeReturned, Seen) -> bool>,
    Box<dyn Fn(MaybeReturned, Seen) -> Mistake>,
);

/// A scenario, how far to explore it, and its rules.
pub struct Exploration<R> {
    plan: Plan,
    result: PhantomData<R>,
}

/// All of an exploration but its type: what does the work is compiled once, and not again in every suite.
struct Plan {
    scenario: Rc<dyn Fn() -> Returned>,
    settings: Settings,
    limits: Limits,
    always: Vec<Rule>,
    sometimes: Vec<Hope>,
    may_panic: bool,
    panics_are_meant: bool,
    may_take_long: bool,
    shows_time: bool,
    circumstances: Option<String>,
}

/// Explores a scenario: every interleaving of it with up to two preemptions, within a budget, in exact simulated time.
pub fn explore<R: 'static>(scenario: impl Fn() -> R + 'static) -> Exploration<R> {
    let scenario = Rc::new(move || Box::new(scenario()) as Returned);
    Exploration {
        plan: Plan::new(scenario),
        result: PhantomData,
    }
}

impl Plan {
    fn new(scenario: Rc<dyn Fn() -> Returned>) -> Plan {
        Plan {
            scenario,
            settings: Settings {
                timing: Timing::Exact,
                drain: true,
                recording: false,
                fine: names::source_mentions(&ASKS_WITHOUT_WAITING),
                most_spurious: 1,
                spurious_midway: false,
                most_steps: 100_000,
                most_choices: 300,
                visited: None,
                random: None,
            },
            limits: Limits {
                preemptions: 2,
                executions: 3_000,
                steps: 200_000,
                random: 100,
            },
            always: Vec::new(),
            sometimes: Vec::new(),
            may_panic: false,
            panics_are_meant: false,
            may_take_long: false,
            shows_time: false,
            circumstances: None,
        }
    }
}

impl<R: 'static> Exploration<R> {
    /// Up to how many preemptions, spurious wake-ups and clocks that run ahead in one execution.
    #[must_use]
    pub fn preemptions(mut self, most: u32) -> Self {
        self.plan.limits.preemptions = most;
        self
    }

    /// Up to how many waits in one execution end for no reason; 1, if nothing is said.
    #[must_use]
    pub fn spurious_wake_ups(mut self, most: u32) -> Self {
        self.plan.settings.most_spurious = most;
        self
    }

    /// A wait with a deadline that ends for no reason does so in the middle of its time, not as it begins.
    #[must_use]
    pub fn woken_midway(mut self) -> Self {
        self.plan.settings.spurious_midway = true;
        self
    }

    /// At most so many executions.
    #[must_use]
    pub fn executions(mut self, most: u64) -> Self {
        self.plan.limits.executions = most;
        self
    }

    /// So many random executions, where the search was not complete; 100, if nothing is said.
    #[must_use]
    pub fn at_random(mut self, most: u32) -> Self {
        self.plan.limits.random = most;
        self
    }

    /// The clock may run ahead of threads that could run: a sleep proves nothing about what others have done by then.
    #[must_use]
    pub fn any_timing(mut self) -> Self {
        self.plan.settings.timing = Timing::Any;
        self
    }

    /// The scenario is a program's `main`: when it returns, all other threads die.
    #[must_use]
    pub fn as_main(mut self) -> Self {
        self.plan.settings.drain = false;
        self
    }

    /// Every execution is recorded step by step, for rules that look at locks, reads and writes. Otherwise only a failing one is.
    #[must_use]
    pub fn recorded(mut self) -> Self {
        self.plan.settings.recording = true;
        self
    }

    /// The scenario may panic; the rules say whether it should have.
    #[must_use]
    pub fn may_panic(mut self) -> Self {
        self.plan.may_panic = true;
        self
    }

    /// Panics in what the scenario hands to the program, and not in the learner's file, are part of the scenario: nobody is told that
    /// they are what went wrong.
    #[must_use]
    pub fn panics_are_meant(mut self) -> Self {
        self.plan.panics_are_meant = true;
        self
    }

    /// Executions that take too many steps say nothing, neither good nor bad.
    #[must_use]
    pub fn may_take_long(mut self) -> Self {
        self.plan.may_take_long = true;
        self
    }

    /// The report tells the simulated time that the scenario took.
    #[must_use]
    pub fn timed(mut self) -> Self {
        self.plan.shows_time = true;
        self
    }

    /// A sentence that is said with every mistake: how the program was called, where that is not plain from the mistake itself.
    #[must_use]
    pub fn circumstances(mut self, sentence: impl Into<String>) -> Self {
        self.plan.circumstances = Some(sentence.into());
        self
    }

    /// What must be so in every interleaving.
    #[must_use]
    pub fn always(mut self, rule: impl Fn(&Run<R>) -> Result<(), Mistake> + 'static) -> Self {
        self.plan
            .keeps(Box::new(move |result, seen| rule(&Run::new(typed(result), seen))));
        self
    }

    /// What must be so in at least one interleaving; otherwise the mistake, made from the first of them.
    #[must_use]
    pub fn sometimes(
        mut self,
        hope: impl Fn(&Run<R>) -> bool + 'static,
        otherwise: impl Fn(&Run<R>) -> Mistake + 'static,
    ) -> Self {
        self.plan.sometimes.push((
            Box::new(move |result, seen| hope(&Run::new(typed(result), seen))),
            Box::new(move |result, seen| otherwise(&Run::new(typed(result), seen))),
        ));
        self
    }

    /// Runs the exploration.
    pub fn verdict(self) -> Verdict {
        self.plan.verdict()
    }
}

impl Plan {
    fn keeps(&mut self, rule: Rule) {
        self.always.push(rule);
    }

    fn verdict(&self) -> Verdict {
        let (number, task) = current::begin_exploration();
        match task {
            Task::Explore => self.run(number),
            Task::Replay(Schedule::Choices(choices)) => self.replay(number, choices),
            Task::Replay(Schedule::Execution(_)) | Task::Pass => Verdict::default(),
        }
    }

    fn run(&self, number: u32) -> Verdict {
        let mut search = Search::new(self.limits);
        let mut fulfilled = vec![false; self.sometimes.len()];
        let mut simulated = None;
        let exploring = Settings {
            visited: self.states_tell_all().then(Rc::default),
            ..self.settings.clone()
        };
        while let Some(next) = search.next_execution() {
            let (result, report) = match next {
                Next::Prefix(prefix) => {
                    let given = prefix.len();
                    let (result, report) = self.execute(&exploring, prefix);
                    search.ran(&report, Some(given));
                    (result, report)
                }
                Next::Random(how) => {
                    let settings = Settings {
                        random: Some(how),
                        ..self.settings.clone()
                    };
                    let (result, report) = self.execute(&settings, Box::from([]));
                    search.ran(&report, None);
                    (result, report)
                }
            };
            if report.ending == Ending::SeenBefore {
                continue;
            }
            let seen = self.seen(&report, self.settings.recording);
            if let Some(found) = self.broken(result.as_deref(), seen) {
                let fails = |choices| {
                    let (result, report) = self.execute(&self.settings, choices);
                    let seen = self.seen(&report, self.settings.recording);
                    let alike = self.broken(result.as_deref(), seen)?.kind == found.kind;
                    alike.then_some(report)
                };
                let report = shrink::shrunk(report, fails);
                // Recorded, the same rule can name lines. A program that can't be replayed, for want of determinism, keeps what was found.
                let again =
                    |result: MaybeReturned, seen: Seen| self.broken(result, seen).unwrap_or_else(|| found.clone());
                return self.failed(&report, search.executions(), number, again);
            }
            for (fulfilled, (hope, _)) in fulfilled.iter_mut().zip(&self.sometimes) {
                *fulfilled = *fulfilled || hope(result.as_deref(), seen);
            }
            simulated = simulated.max(Some(seen.elapsed()));
            let only_hopes = self.always.is_empty() && !fulfilled.is_empty();
            if only_hopes && fulfilled.iter().all(|&fulfilled| fulfilled) {
                break;
            }
        }
        if let Some(missed) = fulfilled.iter().position(|&fulfilled| !fulfilled) {
            let (_, first) = self.execute(&self.settings, Box::from([]));
            return self.failed(&first, search.executions(), number, |result, seen| {
                (self.sometimes[missed].1)(result, seen)
            });
        }
        let (preemptions, exhausted) = search.completed();
        Verdict {
            interleavings: search.executions(),
            preemptions,
            exhausted,
            simulated: simulated.filter(|_| self.shows_time),
            ..Verdict::default()
        }
    }

    fn seen<'a>(&self, report: &'a Report, recorded: bool) -> Seen<'a> {
        Seen::new(report, recorded).meaning_panics(self.panics_are_meant)
    }

    /// Whether executions that come to the same state go on in the same way.
    fn states_tell_all(&self) -> bool {
        !names::source_mentions(&LOOKS_AT_A_COUNT)
    }

    /// The first rule that an execution breaks. That it comes to its end is one that goes without saying.
    fn broken(&self, result: MaybeReturned, seen: Seen) -> Option<Mistake> {
        if self.may_take_long && *seen.ending() == Ending::TooManySteps {
            return None;
        }
        let expected = match seen.ending() {
            Ending::Returned => true,
            Ending::Panicked => self.may_panic,
            _ => false,
        };
        if !expected {
            return Some(endings::ending(&seen));
        }
        let mistake = self.always.iter().find_map(|rule| rule(result, seen).err())?;
        Some(endings::refined(mistake, &seen))
    }

    /// Runs a failing execution again, recorded, and tells its story.
    fn failed(
        &self,
        failing: &Report,
        executions: u64,
        number: u32,
        mistake: impl Fn(MaybeReturned, Seen) -> Mistake,
    ) -> Verdict {
        let (result, report) = self.record(taken(failing));
        let seen = self.seen(&report, true);
        let mistake = mistake(result.as_deref(), seen);
        // The story is about what the mistake itself names, not about what stands beside it.
        let story = story::tell(&report, Some(&mistake), executions, token(number, failing));
        let mistake = self.complete(mistake, &seen);
        Verdict {
            interleavings: executions,
            preemptions: failing.preemptions,
            simulated: Some(seen.elapsed()).filter(|_| self.shows_time),
            failure: Some((mistake, Some(story))),
            ..Verdict::default()
        }
    }

    /// A mistake with all that is to be said about it.
    fn complete(&self, mistake: Mistake, seen: &Seen) -> Mistake {
        let mut mistake = context::added(mistake, seen);
        if let Some(sentence) = self
            .circumstances
            .as_ref()
            .filter(|text| !text.is_empty() && mistake.kind != Kind::Unfinished)
        {
            mistake.message = format!("{} {sentence}", mistake.message);
        }
        mistake
    }

    /// Runs one interleaving again and tells its story, whether something is wrong with it or not.
    fn replay(&self, number: u32, choices: Vec<u8>) -> Verdict {
        let (result, report) = self.record(choices.into());
        let seen = self.seen(&report, true);
        let missed = || {
            let mut hopes = self.sometimes.iter();
            let (_, otherwise) = hopes.find(|(hope, _)| !hope(result.as_deref(), seen))?;
            Some(otherwise(result.as_deref(), seen))
        };
        let broken = self.broken(result.as_deref(), seen);
        let hoped = broken.is_none();
        let mistake = broken.or_else(missed);
        let mut story = story::tell(&report, mistake.as_ref(), 1, token(number, &report));
        story.choices = choices::told(&report);
        story.hoped = hoped && mistake.is_some();
        let mut verdict = Verdict {
            interleavings: 1,
            preemptions: report.preemptions,
            simulated: Some(seen.elapsed()).filter(|_| self.shows_time),
            ..Verdict::default()
        };
        match mistake {
            Some(mistake) => verdict.failure = Some((self.complete(mistake, &seen), Some(story))),
            None => verdict.replayed = Some(story),
        }
        verdict
    }

    fn record(&self, choices: Box<[u8]>) -> (Option<Returned>, Report) {
        let recording = Settings {
            recording: true,
            ..self.settings.clone()
        };
        self.execute(&recording, choices)
    }

    fn execute(&self, settings: &Settings, prefix: Box<[u8]>) -> (Option<Returned>, Report) {
        let result = Rc::new(RefCell::new(None));
        let (scenario, theirs) = (Rc::clone(&self.scenario), Rc::clone(&result));
        let body = Box::new(move || {
            let value = scenario();
            *theirs.borrow_mut() = Some(value);
        });
        let report = execute(settings, prefix, body);
        let result = result.borrow_mut().take();
        (result, report)
    }
}

fn taken(report: &Report) -> Box<[u8]> {
    report.path.iter().map(|choice| choice.taken).collect()
}

fn token(number: u32, report: &Report) -> String {
    current::token(number, Schedule::Choices(taken(report).into()))
}

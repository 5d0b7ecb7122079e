//! A scenario in loom's executions, and the rules it must keep.

use crate::context;

use crate::endings;
use crate::names;
use crate::run::{Run, Seen};
use crate::story;
use engine::__engine::{Ending, Learned, Recording, Report, Settings, Stop, run};
use harness_common::current::{self, Task};
use harness_common::returned::{MaybeReturned, Returned, typed};
use harness_common::{Mistake, Verdict, counts};
use recorder::Schedule;
use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::rc::Rc;

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
    preemptions: u32,
    executions: u64,
    drain: bool,
    rules: Rules,
}

/// What an execution is judged by.
struct Rules {
    always: Vec<Rule>,
    sometimes: Vec<Hope>,
    may_panic: bool,
    /// Whether the program may order its steps by what loom doesn't see, see `harness_common::counts`: then an execution with an old value says nothing.
    unseen_order: bool,
}

/// Explores a scenario: its executions with up to two preemptions, within a budget.
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
            preemptions: 2,
            executions: 3_000,
            drain: true,
            rules: Rules {
                always: Vec::new(),
                sometimes: Vec::new(),
                may_panic: false,
                unseen_order: counts::may_order(&names::source()),
            },
        }
    }
}

/// The most steps in one execution. One that needs more turns in a loop, as a rule.
const MOST_STEPS: usize = 2_000;

/// What the judge of the executions has found so far.
#[derive(Default)]
struct Found {
    failure: Option<(Broken, Report)>,
    /// For each hope, whether it has come true.
    fulfilled: Vec<bool>,
    /// The first execution and what comes of each hope there, in case it never comes true.
    first: Option<(Vec<Mistake>, Report)>,
    /// The execution that was asked for, if nothing is wrong with it.
    replayed: Option<Report>,
    /// Whether executions were left out that say nothing.
    left_out: bool,
}

/// Which executions are judged: all, or the one with this number.
#[derive(Clone, Copy)]
enum Judged {
    All,
    Only(u64),
}

/// What is wrong with an execution.
enum Broken {
    /// It should have returned.
    Ending,
    Rule(Mistake),
}

impl<R: 'static> Exploration<R> {
    /// Up to how many preemptions in one execution.
    #[must_use]
    pub fn preemptions(mut self, most: u32) -> Self {
        self.plan.preemptions = most;
        self
    }

    /// At most so many executions in all.
    #[must_use]
    pub fn executions(mut self, most: u64) -> Self {
        self.plan.executions = most;
        self
    }

    /// The scenario is a program's `main`: when it returns, all other threads die.
    #[must_use]
    pub fn as_main(mut self) -> Self {
        self.plan.drain = false;
        self
    }

    /// The scenario may panic; the rules say whether it should have.
    #[must_use]
    pub fn may_panic(mut self) -> Self {
        self.plan.rules.may_panic = true;
        self
    }

    /// What must be so in every execution.
    #[must_use]
    pub fn always(mut self, rule: impl Fn(&Run<R>) -> Result<(), Mistake> + 'static) -> Self {
        self.plan
            .rules
            .keeps(Box::new(move |result, seen| rule(&Run::new(typed(result), seen))));
        self
    }

    /// What must be so in at least one execution; otherwise the mistake, made from the first of them.
    #[must_use]
    pub fn sometimes(
        mut self,
        hope: impl Fn(&Run<R>) -> bool + 'static,
        otherwise: impl Fn(&Run<R>) -> Mistake + 'static,
    ) -> Self {
        self.plan.rules.hopes((
            Box::new(move |result, seen| hope(&Run::new(typed(result), seen))),
            Box::new(move |result, seen| otherwise(&Run::new(typed(result), seen))),
        ));
        self
    }

    /// Runs the exploration: with few preemptions first, so that a failure is found in its simplest form.
    pub fn verdict(self) -> Verdict {
        self.plan.verdict()
    }
}

impl Plan {
    fn verdict(self) -> Verdict {
        let (number, task) = current::begin_exploration();
        match task {
            Task::Explore => self.run(number, Judged::All),
            Task::Replay(Schedule::Execution(execution)) => self.run(number, Judged::Only(execution)),
            Task::Replay(Schedule::Choices(_)) | Task::Pass => Verdict::default(),
        }
    }

    fn run(self, number: u32, judged: Judged) -> Verdict {
        let fulfilled = vec![false; self.rules.sometimes.len()];
        let found = Rc::new(RefCell::new(Found {
            fulfilled,
            ..Found::default()
        }));
        let (rules, scenario) = (Rc::new(self.rules), self.scenario);
        let result = Rc::new(RefCell::new(None));
        let scenario: Rc<dyn Fn()> = {
            let result = Rc::clone(&result);
            Rc::new(move || {
                let value = scenario();
                *result.borrow_mut() = Some(value);
            })
        };
        let before = Rc::new(Cell::new(0));
        let judge: Rc<dyn Fn(Report) -> bool> = {
            let (rules, found, before) = (Rc::clone(&rules), Rc::clone(&found), Rc::clone(&before));
            Rc::new(move |report| {
                let result: Option<Returned> = result.borrow_mut().take();
                let result = result.as_deref();
                match judged {
                    Judged::All => rules.judge(result, report, &mut found.borrow_mut()),
                    Judged::Only(number) if before.get() + report.execution < number => true,
                    Judged::Only(_) => {
                        rules.judge_once(result, report, &mut found.borrow_mut());
                        false
                    }
                }
            })
        };
        let mut learned = Learned::default();
        let mut verdict = Verdict {
            exhausted: true,
            ..Verdict::default()
        };
        // loom's bound `n` covers the executions with fewer than `n` preemptions; see `Settings::bound`.
        for bound in 0..=self.preemptions + 1 {
            let settings = Settings {
                bound: bound as usize,
                executions: self.executions - before.get(),
                steps: MOST_STEPS,
                drain: self.drain,
                recording: Recording::Always,
            };
            let (stop, executions) = run(&settings, &mut learned, Rc::clone(&scenario), Rc::clone(&judge));
            let mut found = found.borrow_mut();
            match stop {
                Stop::Exhausted => {
                    // The bounds' executions are in large part the same.
                    verdict.interleavings = verdict.interleavings.max(executions);
                    verdict.preemptions = bound.saturating_sub(1);
                }
                Stop::OutOfBudget => {
                    verdict.interleavings = verdict.interleavings.max(executions);
                    verdict.exhausted = false;
                    break;
                }
                Stop::Asked => match found.failure.take() {
                    Some((broken, report)) => return failed(broken, &report, before.get(), number),
                    None if found.replayed.is_some() => {
                        verdict.interleavings = 1;
                        verdict.replayed = found.replayed.take().map(|report| {
                            let found_in = before.get() + report.execution;
                            story::tell(&report, None, found_in, token(number, found_in))
                        });
                        return verdict;
                    }
                    // All that was hoped for has been seen.
                    None => {
                        verdict.interleavings = verdict.interleavings.max(executions);
                        return verdict;
                    }
                },
                Stop::Broken(report) => match rules.inconclusive(&report) {
                    Some(why) => {
                        verdict.interleavings = verdict.interleavings.max(executions - 1);
                        verdict.exhausted = false;
                        verdict.note = Some(why);
                        return verdict;
                    }
                    None => return failed(Broken::Ending, &report, before.get(), number),
                },
            }
            before.set(before.get() + executions);
            if before.get() >= self.executions {
                verdict.exhausted = bound > self.preemptions;
                break;
            }
        }
        let found = found.take();
        verdict.exhausted &= !found.left_out;
        if let (Some(missed), Some((mistakes, first))) =
            (found.fulfilled.iter().position(|&fulfilled| !fulfilled), found.first)
        {
            return failed(Broken::Rule(mistakes[missed].clone()), &first, 0, number);
        }
        verdict
    }
}

impl Rules {
    fn keeps(&mut self, rule: Rule) {
        self.always.push(rule);
    }

    fn hopes(&mut self, hope: Hope) {
        self.sometimes.push(hope);
    }

    /// Judges the one execution that was asked for: also what is only hoped for must be so in it.
    fn judge_once(&self, result: MaybeReturned, report: Report, found: &mut Found) {
        self.judge(result, report.clone(), found);
        if found.failure.is_some() {
            return;
        }
        let missed = found.fulfilled.iter().position(|&fulfilled| !fulfilled);
        match (missed, found.first.take()) {
            (Some(missed), Some((mistakes, _))) => {
                found.failure = Some((Broken::Rule(mistakes[missed].clone()), report));
            }
            _ => found.replayed = Some(report),
        }
    }

    fn says_nothing(&self, report: &Report) -> bool {
        self.unseen_order && report.stale_loads > 0
    }

    /// Why an execution that did not return says nothing about the program, if that is so.
    fn inconclusive(&self, report: &Report) -> Option<String> {
        let unseen = || "a thread has read an old value, which the end of an `Arc` may rule out".to_string();
        report
            .ending
            .inconclusive()
            .or_else(|| self.says_nothing(report).then(unseen))
    }

    /// Judges an execution; `false` when enough has been seen.
    ///
    /// This runs on the model's thread: what is diagnosed by names waits until the model has stopped.
    fn judge(&self, result: MaybeReturned, report: Report, found: &mut Found) -> bool {
        if self.says_nothing(&report) {
            found.left_out = true;
            return true;
        }
        let seen = Seen::new(&report);
        let broken = match seen.ending() {
            Ending::Panicked if !self.may_panic => Some(Broken::Ending),
            _ => self
                .always
                .iter()
                .find_map(|rule| rule(result, seen).err())
                .map(Broken::Rule),
        };
        if broken.is_none() {
            for (fulfilled, (hope, _)) in found.fulfilled.iter_mut().zip(&self.sometimes) {
                *fulfilled = *fulfilled || hope(result, seen);
            }
            if found.first.is_none() && !self.sometimes.is_empty() {
                let mistakes = self
                    .sometimes
                    .iter()
                    .map(|(_, otherwise)| otherwise(result, seen))
                    .collect();
                found.first = Some((mistakes, report.clone()));
            }
        }
        let only_hopes = self.always.is_empty() && !found.fulfilled.is_empty();
        let go_on = broken.is_none() && !(only_hopes && found.fulfilled.iter().all(|&fulfilled| fulfilled));
        found.failure = broken.map(|broken| (broken, report));
        go_on
    }
}

fn token(number: u32, execution: u64) -> String {
    current::token(number, Schedule::Execution(execution))
}

/// Diagnoses a failing execution and tells its story.
fn failed(broken: Broken, report: &Report, before: u64, number: u32) -> Verdict {
    let seen = Seen::new(report);
    let mistake = match broken {
        Broken::Ending => endings::ending(&seen),
        Broken::Rule(mistake) => endings::refined(mistake, &seen),
    };
    let found_in = before + report.execution;
    let story = story::tell(report, Some(&mistake), found_in, token(number, found_in));
    let mistake = context::added(mistake, &seen);
    Verdict {
        interleavings: found_in,
        preemptions: report.preemptions,
        exhausted: false,
        failure: Some((mistake, Some(story))),
        ..Verdict::default()
    }
}

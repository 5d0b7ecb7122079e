//! Runs a program in every interleaving and collects what came of it.
//!
//! These tests are compiled as learners' code is: the library is called `std`, so it is their std.

#![allow(dead_code, reason = "each test file uses a part of it")]

use recorder::trace::Event;
use std::__engine::{Ending, Limits, Next, Report, Search, Settings, Timing, execute};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::rc::Rc;

pub struct Explored {
    /// What the program returned, as text, or how else it ended.
    pub outcomes: BTreeSet<String>,
    /// Simulated nanoseconds at the end, of all executions.
    pub times: BTreeSet<u64>,
    pub outputs: BTreeSet<String>,
    pub executions: u64,
    pub exhausted: bool,
}

pub fn settings() -> Settings {
    Settings {
        timing: Timing::Exact,
        drain: true,
        recording: true,
        fine: false,
        most_spurious: 1,
        spurious_midway: false,
        most_steps: 100_000,
        most_choices: 300,
        visited: None,
        random: None,
    }
}

pub fn explore_with<R: Debug + 'static>(
    settings: &Settings,
    preemptions: u32,
    program: impl Fn() -> R + 'static,
) -> Explored {
    let program = Rc::new(program);
    let settings = &Settings {
        visited: settings.visited.as_ref().map(|_| Rc::default()),
        ..settings.clone()
    };
    let mut search = Search::new(Limits {
        preemptions,
        executions: 50_000,
        steps: u64::MAX,
        random: 0,
    });
    let mut explored = Explored {
        outcomes: BTreeSet::new(),
        times: BTreeSet::new(),
        outputs: BTreeSet::new(),
        executions: 0,
        exhausted: false,
    };
    while let Some(Next::Prefix(prefix)) = search.next_execution() {
        let given = prefix.len();
        let (outcome, report) = run(settings, prefix, &program);
        search.ran(&report, Some(given));
        if report.ending == Ending::SeenBefore {
            continue;
        }
        explored.outcomes.insert(outcome);
        explored.times.insert(report.ended_at);
        explored
            .outputs
            .insert(report.printed.iter().map(|printed| printed.text.as_str()).collect());
    }
    explored.executions = search.executions();
    explored.exhausted = search.completed().1;
    explored
}

/// One execution: what the program returned or how else it ended, and the report.
pub fn run<R: Debug + 'static>(
    settings: &Settings,
    prefix: Box<[u8]>,
    program: &Rc<impl Fn() -> R + 'static>,
) -> (String, Report) {
    let result = Rc::new(RefCell::new(None));
    let (theirs, program) = (Rc::clone(&result), Rc::clone(program));
    let report = execute(
        settings,
        prefix,
        Box::new(move || *theirs.borrow_mut() = Some(program())),
    );
    let outcome = match (&report.ending, result.borrow_mut().take()) {
        (Ending::Returned, Some(result)) => format!("{result:?}"),
        (ending, _) => format!("{ending:?}"),
    };
    (outcome, report)
}

/// What is recorded of the execution that takes every default.
pub fn events_of(program: impl FnOnce() + 'static) -> Vec<Event> {
    execute(&settings(), Box::default(), Box::new(program)).events
}

/// Every outcome with up to two preemptions. That executions which come to a known state end there must make no difference.
pub fn explore<R: Debug + 'static>(program: impl Fn() -> R + 'static) -> Explored {
    let program = Rc::new(program);
    let again = Rc::clone(&program);
    let whole = explore_with(&settings(), 2, move || program());
    let reducing = Settings {
        visited: Some(Rc::default()),
        ..settings()
    };
    let reduced = explore_with(&reducing, 2, move || again());
    assert_eq!(
        reduced.outcomes, whole.outcomes,
        "what executions that end in a known state leave out"
    );
    assert_eq!(reduced.times, whole.times);
    assert_eq!(reduced.outputs, whole.outputs);
    assert!(reduced.executions <= whole.executions);
    whole
}

/// The outcomes are exactly these.
#[track_caller]
pub fn outcomes<R: Debug + 'static>(program: impl Fn() -> R + 'static, expected: &[&str]) {
    let explored = explore(program);
    let expected: BTreeSet<String> = expected.iter().map(|outcome| outcome.to_string()).collect();
    assert_eq!(explored.outcomes, expected);
    assert!(explored.exhausted, "{} executions were not all", explored.executions);
}

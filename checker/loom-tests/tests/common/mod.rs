//! Runs a program in loom's executions and collects what came of it.
//!
//! These tests are compiled as learners' code is: the stand-in is a dev-dependency by the name of `std`.

#![allow(dead_code, reason = "each test file uses a part of it")]

use recorder::trace::Event;
use std::__engine::{Ending, Learned, Recording, Report, Settings, Stop, run};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::rc::Rc;

#[derive(Default)]
pub struct Explored {
    /// What the program returned, as text, or how else it ended.
    pub outcomes: BTreeSet<String>,
    /// Simulated nanoseconds at the end, of all executions.
    pub times: BTreeSet<u64>,
    pub outputs: BTreeSet<String>,
    pub executions: u64,
    pub exhausted: bool,
    /// What happened in the last one.
    pub last: Option<Report>,
}

pub fn settings(bound: usize) -> Settings {
    Settings {
        bound,
        executions: 100_000,
        steps: 2_000,
        drain: true,
        recording: Recording::Always,
    }
}

pub fn explore_with<R: Debug + 'static>(settings: &Settings, program: impl Fn() -> R + 'static) -> Explored {
    let explored = Rc::new(RefCell::new(Explored::default()));
    let result = Rc::new(RefCell::new(None));
    let (theirs, seen) = (Rc::clone(&result), Rc::clone(&explored));
    let scenario = move || *theirs.borrow_mut() = Some(program());
    let judge = move |report: Report| {
        let outcome = match (&report.ending, result.borrow_mut().take()) {
            (Ending::Returned, Some(result)) => format!("{result:?}"),
            (ending, _) => format!("{ending:?}"),
        };
        let mut seen = seen.borrow_mut();
        seen.outcomes.insert(outcome);
        seen.times.insert(report.ended_at);
        seen.outputs
            .insert(report.printed.iter().map(|printed| printed.text.as_str()).collect());
        seen.last = Some(report);
        true
    };
    let (stop, executions) = run(settings, &mut Learned::default(), Rc::new(scenario), Rc::new(judge));
    let mut explored = explored.take();
    explored.executions = executions;
    match stop {
        Stop::Exhausted => explored.exhausted = true,
        Stop::Broken(report) => {
            explored.outcomes.insert(format!("{:?}", report.ending));
            explored
                .outputs
                .insert(report.printed.iter().map(|printed| printed.text.as_str()).collect());
            explored.last = Some(*report);
        }
        Stop::OutOfBudget | Stop::Asked => {}
    }
    explored
}

/// What is recorded of the execution that takes every default.
pub fn events_of(program: impl Fn() + 'static) -> Vec<Event> {
    explore_with(&settings(0), program).last.expect("an execution").events
}

/// Every outcome with up to three preemptions.
pub fn explore<R: Debug + 'static>(program: impl Fn() -> R + 'static) -> Explored {
    explore_with(&settings(3), program)
}

/// The outcomes are exactly these.
#[track_caller]
pub fn outcomes<R: Debug + 'static>(program: impl Fn() -> R + 'static, expected: &[&str]) {
    let explored = explore(program);
    let expected: BTreeSet<String> = expected.iter().map(|outcome| (*outcome).to_string()).collect();
    assert_eq!(explored.outcomes, expected, "after {} executions", explored.executions);
}

/// Among the outcomes is this one.
#[track_caller]
pub fn can_end_with<R: Debug + 'static>(program: impl Fn() -> R + 'static, wanted: &str) {
    let explored = explore(program);
    assert!(
        explored.outcomes.contains(wanted),
        "only {:?} after {} executions",
        explored.outcomes,
        explored.executions
    );
}

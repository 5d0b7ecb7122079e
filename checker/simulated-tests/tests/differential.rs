//! The programs of the differential suite in the simulated world: the outcomes are exactly those that were stated.

mod common;
#[macro_use]
#[path = "../../differential/mod.rs"]
#[allow(dead_code, reason = "a part of it is for the other worlds")]
mod differential;

use common::{Explored, explore_with, settings};
use differential::{DEVIATIONS, Program};
use std::__engine::{Settings, Timing, Visited};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

fn explore(program: &Program, timing: Timing, preemptions: u32) -> Explored {
    explore_with_visited(program, timing, preemptions, None)
}

/// The same with executions that end where they come to a known state.
fn explore_reduced(program: &Program, timing: Timing, preemptions: u32) -> Explored {
    explore_with_visited(program, timing, preemptions, Some(Rc::default()))
}

fn explore_with_visited(
    program: &Program,
    timing: Timing,
    preemptions: u32,
    visited: Option<Rc<RefCell<Visited>>>,
) -> Explored {
    let settings = Settings {
        visited,
        timing,
        // There are programs that ask without waiting: `try_lock`, `is_finished`.
        fine: true,
        drain: false,
        recording: false,
        most_spurious: 2,
        ..settings()
    };
    let run = Rc::clone(&program.run);
    explore_with(&settings, preemptions, move || run())
}

/// Both with clocks that run as they like and with exact ones.
fn complaint(program: &Program) -> Option<String> {
    for (timing, stated) in [
        (Timing::Any, program.in_any_time()),
        (Timing::Exact, program.in_no_time()),
    ] {
        let explored = explore(program, timing, program.preemptions);
        if !explored.exhausted {
            return Some(format!(
                "{}: {} executions were not all",
                program.name, explored.executions
            ));
        }
        let complaint = program.complaint(&format!("{timing:?} timing"), &explored.outcomes, &stated);
        if complaint.is_some() {
            return complaint;
        }
        let reduced = explore_reduced(program, timing, program.preemptions);
        let complaint = program.complaint(
            &format!("{timing:?} timing, known states cut"),
            &reduced.outcomes,
            &stated,
        );
        if complaint.is_some() {
            return complaint;
        }
    }
    None
}

test_each_theme!(complaint);

#[test]
fn two_preemptions_show_every_outcome_of_full_search_on_the_litmus_tests() {
    let litmus = differential::litmus().into_iter().chain(differential::litmus_orders());
    for program in litmus {
        let explore = |preemptions| {
            let run = Rc::clone(&program.run);
            explore_with(&settings(), preemptions, move || run())
        };
        // 40 are more than any of them has steps to be preempted at, but for a spinning one, which has no end of executions.
        let full = [40, 6].map(explore).into_iter().find(|full| full.exhausted);
        let full = full.unwrap_or_else(|| panic!("{} has too many executions", program.name));
        let bounded = explore(2);
        assert_eq!(bounded.outcomes, full.outcomes, "{}", program.name);
        assert!(bounded.executions <= full.executions, "{}", program.name);
    }
}

#[test]
fn the_suite_is_large_and_its_names_are_unique() {
    let programs = differential::all();
    let names: BTreeSet<_> = programs.iter().map(|program| program.name).collect();
    assert_eq!(names.len(), programs.len(), "two programs have the same name");
    assert!(programs.len() >= 150, "only {} programs", programs.len());
}

#[test]
fn every_known_deviation_is_shown_by_a_program() {
    let shown: BTreeSet<_> = differential::all()
        .iter()
        .filter_map(|program| program.deviation)
        .collect();
    assert_eq!(shown, DEVIATIONS.iter().copied().collect());
}

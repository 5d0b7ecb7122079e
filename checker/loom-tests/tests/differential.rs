//! The programs of the differential suite in the loom world: the outcomes are exactly those that the memory model allows, or
//! those by which loom is known to deviate.

mod common;
#[macro_use]
#[path = "../../differential/mod.rs"]
#[allow(dead_code, reason = "a part of it is for the other worlds")]
mod differential;

use common::{explore_with, settings};
use differential::Program;
use std::__engine::{Recording, Settings};
use std::rc::Rc;

fn complaint(program: &Program) -> Option<String> {
    if program.not_in_loom.is_some() {
        return None;
    }
    // What is left in statics must be forgotten between two searches, too.
    let searches = if program.once { 2 } else { 1 };
    (0..searches).find_map(|_| complaint_of_one_search(program))
}

fn complaint_of_one_search(program: &Program) -> Option<String> {
    let settings = Settings {
        drain: false,
        recording: Recording::Never,
        ..settings(program.loom_preemptions as usize + 1)
    };
    let run = Rc::clone(&program.run);
    let explored = explore_with(&settings, move || run());
    let mut stated = program.in_loom();
    if !explored.exhausted {
        // loom's search ends at the first execution that doesn't come to its end.
        stated.retain(|outcome| explored.outcomes.contains(outcome) || differential::is_an_end(outcome));
    }
    program.complaint("loom", &explored.outcomes, &stated)
}

test_each_theme!(complaint);

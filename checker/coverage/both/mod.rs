//! The tests that both stand-ins pass. Each world's `common` runs a program in all of its executions.

mod ends;
mod locks;
#[path = "../meaning/mod.rs"]
mod meaning;
#[allow(unused_must_use)]
mod recorded;

use crate::common::explore;
use std::collections::BTreeSet;

#[test]
fn programs_say_what_they_say_with_the_real_std() {
    let mut wrong = Vec::new();
    for program in meaning::programs() {
        let outcomes = explore(program.run).outcomes;
        if outcomes != BTreeSet::from([format!("{:?}", program.says)]) {
            wrong.push(format!("{}: {outcomes:?}, not {}", program.name, program.says));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

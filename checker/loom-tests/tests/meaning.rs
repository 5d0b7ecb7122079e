//! Programs that end in one way with the real std end so here too, in every execution of loom's.

mod common;
#[path = "../../coverage/meaning/mod.rs"]
mod meaning;

use common::{explore_with, settings};
use std::collections::BTreeSet;

#[test]
fn programs_say_what_they_say_with_the_real_std() {
    let mut wrong = Vec::new();
    for program in meaning::programs() {
        let explored = explore_with(&settings(2), program.run);
        if explored.outcomes != BTreeSet::from([format!("{:?}", program.says)]) {
            wrong.push(format!(
                "{}: {:?}, not {}",
                program.name, explored.outcomes, program.says
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

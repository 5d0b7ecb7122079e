//! What others can see is recorded, with its object.

mod common;
#[allow(unused_must_use)]
#[path = "../../coverage/recorded.rs"]
mod recorded;

use common::settings;
use recorder::trace::Op;
use std::__engine::{execute, mark};

#[test]
fn every_operation_that_others_can_see_is_recorded() {
    let mut silent = Vec::new();
    for operation in recorded::operations() {
        let run = operation.run;
        let report = execute(
            &settings(),
            Box::default(),
            Box::new(move || run(&|| mark("operation", 0))),
        );
        let marks: Vec<usize> = (0..report.events.len())
            .filter(|&at| matches!(report.events[at].op, Op::Mark(..)))
            .collect();
        let [before, after] = marks[..] else {
            panic!("{} has {} marks", operation.name, marks.len());
        };
        if !report.events[before..after]
            .iter()
            .any(|event| event.thread == 0 && event.object != 0)
        {
            silent.push(operation.name);
        }
    }
    assert!(silent.is_empty(), "{silent:?}");
}

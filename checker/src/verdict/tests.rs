//! Tests of the verdict.

use super::ends::lines_named;
use super::*;
use crate::compile::Diagnostic;
use crate::evidence::Death;
use crate::process::{End, Stop};
use std::path::PathBuf;

fn suite() -> Suite {
    let check = |id: &str, world| Check {
        id: id.to_owned(),
        title: id.to_owned(),
        points: 1.5,
        world,
    };
    let checks = vec![
        check("a", World::Simulated),
        check("b", World::Simulated),
        check("c", World::Loom),
    ];
    Suite {
        directory: PathBuf::new(),
        checks,
        program: None,
    }
}

fn finished(mistake: Option<Kind>) -> Observation {
    Observation::Finished(Box::new(Finished {
        check: String::new(),
        interleavings: 137,
        preemptions: 2,
        exhausted: true,
        simulated_ms: None,
        mistake: mistake.map(|kind| Mistake {
            kind,
            message: String::new(),
            lines: vec![3],
            help: None,
            story: None,
        }),
        story: None,
        note: None,
        processor_ms: 0.0,
    }))
}

fn marks(verdict: &Verdict) -> String {
    let mark = |judged: &Judged| match judged.outcome {
        Outcome::Passed(_) => 'P',
        Outcome::Failed(..) => 'F',
        Outcome::Skipped => 's',
    };
    verdict.checks.iter().map(mark).collect()
}

#[test]
fn luck_in_a_later_world_does_not_show() {
    let simulated = (
        World::Simulated,
        Observed::Checks(vec![finished(None), finished(Some(Kind::Deadlock))]),
    );
    let loom = (World::Loom, Observed::Checks(vec![finished(None)]));
    let verdict = judge(&suite(), &Evidence::Ran(vec![simulated, loom]), 1);
    assert_eq!(
        (marks(&verdict), verdict.points(), verdict.max_points()),
        ("PFs".to_owned(), 1.5, 4.5)
    );
    assert_eq!(verdict.first_failure().map(|(_, why)| why.kind), Some(Kind::Deadlock));
}

#[test]
fn every_unpassed_verdict_has_a_diagnosis() {
    for evidence in [
        Evidence::Missing,
        Evidence::Forbidden(Vec::new()),
        Evidence::DoesNotCompile(Vec::new()),
        Evidence::Ran(vec![(World::Simulated, Observed::StandInLacks(Vec::new()))]),
    ] {
        let verdict = judge(&suite(), &evidence, 1);
        assert!(
            verdict.first_failure().is_some() && verdict.points() == 0.0,
            "{verdict:?}"
        );
    }
}

#[test]
fn each_death_has_its_own_words() {
    let check = |end, stderr: &str, kind, words: &str| {
        let diagnosis = died(&Death {
            end,
            stderr: stderr.to_owned(),
        });
        assert!(
            diagnosis.kind == kind && diagnosis.message.contains(words),
            "{diagnosis:?}"
        );
    };
    check(End::Signalled(11), "", Kind::Panicked, "stack overflowed");
    check(
        End::Signalled(6),
        "thread 'main' has overflowed its stack",
        Kind::Panicked,
        "stack overflowed",
    );
    check(End::Signalled(6), "", Kind::Panicked, "aborted");
    let two = "panicked at src/lib.rs:7: no value\npanicked at src/lib.rs:9: no thread\n";
    check(
        End::Signalled(6),
        two,
        Kind::Panicked,
        "panicked in line 7: no value. What was dropped then panicked as well in line 9, with: no thread.",
    );
    check(End::Exited(0), "", Kind::ExitedEarly, "exit status 0");
    check(
        End::Exited(101),
        "thread 'x' panicked at src/lib.rs:4:5:\nboom\n",
        Kind::Panicked,
        "boom",
    );
    check(End::Stopped(Stop::Output), "", Kind::DidNotFinish, "without end");
    assert_eq!(lines_named("thread 'x' panicked at src/lib.rs:4:5:\nboom\n"), [4]);
}

#[test]
fn a_missing_item_is_named_with_its_line() {
    let found = Diagnostic {
        code: Some("E0432".to_owned()),
        message: "unresolved import `std::foo::Bar`".to_owned(),
        line: Some(3),
        excerpt: Some("std::foo::Bar".to_owned()),
        rendered: String::new(),
    };
    let diagnosis = stand_in_lacks(World::Loom, &[found]);
    assert!(
        diagnosis.message.contains("`std::foo::Bar` (line 3)"),
        "{}",
        diagnosis.message
    );
}

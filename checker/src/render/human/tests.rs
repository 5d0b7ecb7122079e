//! Tests of the reports for people.

use super::*;
use crate::suite::{Check, World};
use recorder::story::Step;

fn judged(title: &str, outcome: Outcome) -> Judged {
    let check = Check {
        id: "id".to_owned(),
        title: title.to_owned(),
        points: 2.0,
        world: World::Simulated,
    };
    Judged { check, outcome }
}

fn lost_update() -> Verdict {
    let step = |thread, line, text: &str, remark: Option<&str>| Step {
        thread,
        line: Some(line),
        text: text.to_owned(),
        at_ns: 0,
        remark: remark.map(str::to_owned),
        ..Step::default()
    };
    let story = Story {
        threads: ["main", "adder 1", "adder 2"].map(str::to_owned).to_vec(),
        steps: vec![
            step(0, 1, "spawn adder 1", None),
            step(0, 1, "spawn adder 2", None),
            step(1, 2, "lock counter, read 0", None),
            step(2, 2, "lock counter, read 0", None),
            step(2, 3, "lock counter, write 1", None),
            step(1, 3, "lock counter, write 1", Some("adder 2's update is lost here")),
        ],
        found_in: 3,
        replay: "no_update_is_lost.1.4x1".to_owned(),
        preemptions: 1,
        ..Story::default()
    };
    let why = Diagnosis {
        kind: Kind::LostUpdate,
        message: "Two threads added 1, and the counter holds 1: one addition was overwritten.".to_owned(),
        lines: vec![3, 2],
        help: Some("keep one guard from the read to the write.".to_owned()),
        story: Some(story),
        evidence: Vec::new(),
    };
    let reach = Reach {
        interleavings: Some(1137),
        preemptions: 1,
        exhausted: false,
        simulated_ms: None,
    };
    let checks = vec![
        judged("Nothing is printed", Outcome::Passed(reach)),
        judged("No interleaving loses an update", Outcome::Failed(reach, Box::new(why))),
        judged("The program prints both counts", Outcome::Skipped),
    ];
    Verdict {
        status: Status::Failed,
        checks,
        duration_ms: 1,
    }
}

fn drawn(verdict: &Verdict, look: Look) -> String {
    let source =
        "fn add() {\n    let value = *counter.lock().unwrap();\n    *counter.lock().unwrap() = value + 1;\n}\n";
    let label = "exercises/09_race_demo/src/lib.rs";
    super::verdict(
        &Subject {
            folder: "09_race_demo",
            name: "race_demo",
            source,
            label,
        },
        verdict,
        look,
    )
}

const PLAIN: Look = Look {
    colour: false,
    width: 80,
    unicode: true,
    narrated: false,
};

#[test]
fn a_failure_is_a_fact_its_evidence_and_a_help() {
    let expected = "\
✗ 09_race_demo                                                      2 / 6 points

  ✓ Nothing is printed                                                     2 / 2
  ✗ No interleaving loses an update                                        0 / 2
  · 1 check waits until the others pass.

✗ 09_race_demo · No interleaving loses an update                           0 / 2

  Two threads added 1, and the counter holds 1: one addition was overwritten.
  It takes 1 preemption (found in interleaving 3 of 1,137).

      main           adder 1                adder 2
   1  spawn adder 1
   1  spawn adder 2
   2                 lock counter, read 0
   2                                        lock counter, read 0
   3                                        lock counter, write 1
   3                 lock counter, write 1  ← adder 2's update is lost here

  exercises/09_race_demo/src/lib.rs:3
  2 │ let value = *counter.lock().unwrap();
  3 │ *counter.lock().unwrap() = value + 1;

  help: keep one guard from the read to the write.

  more: cargo run -p checker -- explain race_demo
  hint: cargo run -p checker -- hint race_demo
";
    assert_eq!(drawn(&lost_update(), PLAIN), expected);
}

#[test]
fn colours_change_nothing_but_colours() {
    let coloured = drawn(&lost_update(), Look { colour: true, ..PLAIN });
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, code)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = code.split_once('m').map_or("", |(_, after)| after);
    }
    assert_eq!(plain + rest, drawn(&lost_update(), PLAIN));
}

#[test]
fn nothing_but_commands_is_wider_than_the_screen() {
    for width in [30, 44, 60, 80, 100, 140] {
        let text = drawn(&lost_update(), Look { width, ..PLAIN });
        let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
        let commands = wide
            .iter()
            .all(|line| line.contains("checker") || line.contains("lib.rs"));
        assert!(commands, "{width}: {wide:#?}");
    }
}

#[test]
fn a_pass_says_how_far_it_looked() {
    let check = |reach: Reach, expected: &str| assert_eq!(far(&reach, &judged("", Outcome::Passed(reach))), expected);
    let reach = Reach {
        interleavings: Some(137),
        preemptions: 2,
        exhausted: true,
        simulated_ms: None,
    };
    check(reach, "137 interleavings, all with up to 2 preemptions.");
    check(
        Reach {
            exhausted: false,
            ..reach
        },
        "137 interleavings, all with up to 2 preemptions and some with more.",
    );
    check(
        Reach {
            exhausted: false,
            preemptions: 0,
            ..reach
        },
        "137 interleavings, not all that there are.",
    );
    check(
        Reach {
            simulated_ms: Some(2500.0),
            ..reach
        },
        "137 interleavings, all with up to 2 preemptions. 2.5 s of simulated time.",
    );
    check(
        Reach {
            interleavings: None,
            ..reach
        },
        "",
    );
}

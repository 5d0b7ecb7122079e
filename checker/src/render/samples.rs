//! Submissions for the renderers' tests: one as it might be, and one by somebody who wants to break the report.

use crate::diagram::tests::story;
use crate::graded::{Graded, Submission};
use crate::suite::{Check, World};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use recorder::{Kind, Story};

/// Everything that means something in one of the formats or to whoever looks at it.
pub const HOSTILE: &str = "x\n::error file=a,line=1::forged ##[error]forged\r\n  ::notice::forged\r\n%0A::error::]]></failure></script><script>alert(1)</script>--><!-- & \"' | ``` ~~~ \u{0}\u{1b}[2J\u{7}\u{ffff}\u{202e}y";

fn check(id: &str, title: &str, points: f64, world: World) -> Check {
    Check {
        id: id.to_owned(),
        title: title.to_owned(),
        points,
        world,
    }
}

pub fn judged(id: &str, title: &str, points: f64, world: World, outcome: Outcome) -> Judged {
    let check = check(id, title, points, world);
    Judged { check, outcome }
}

pub const REACH: Reach = Reach {
    interleavings: Some(137),
    preemptions: 2,
    exhausted: true,
    simulated_ms: None,
};

pub fn why(kind: Kind, message: &str, story: Option<Story>) -> Diagnosis {
    Diagnosis {
        kind,
        message: message.to_owned(),
        lines: vec![3, 2],
        help: Some("keep one guard from the read to the write.".to_owned()),
        story,
        evidence: Vec::new(),
    }
}

pub fn failed(why: Diagnosis) -> Outcome {
    Outcome::Failed(REACH, Box::new(why))
}

pub fn graded(exercise: &str, text: Option<&str>, status: Status, checks: Vec<Judged>) -> Graded {
    let verdict = Verdict {
        status,
        checks,
        duration_ms: 1234,
    };
    let label = format!("{exercise}/src/lib.rs");
    let graded = Graded::new(exercise, &label, text, verdict);
    match text {
        Some(_) => graded.at(format!("submissions/ada/{label}")),
        None => graded,
    }
}

const TEXT: &str =
    "fn add() {\n    let value = *counter.lock().unwrap();\n    *counter.lock().unwrap() = value + 1;\n}\n";

/// Ada has passed one exercise, failed one, and not begun one.
pub fn ada() -> Submission {
    let lost = why(
        Kind::LostUpdate,
        "The count is 1 instead of 2: one addition was overwritten.",
        Some(Story {
            replay: "no_update_is_lost.1.4x1".to_owned(),
            found_in: 3,
            preemptions: 1,
            ..story()
        }),
    );
    let missing = Diagnosis {
        lines: Vec::new(),
        help: None,
        ..why(
            Kind::Unfinished,
            "There is no src/lib.rs, or there is nothing in it.",
            None,
        )
    };
    let simulated = World::Simulated;
    let passed = || Outcome::Passed(REACH);
    Submission {
        name: "ada".to_owned(),
        graded: vec![
            graded(
                "03_threaded_print",
                Some("fn main() {}"),
                Status::Passed,
                vec![judged("all", "Every number is printed once", 2.0, simulated, passed())],
            ),
            graded(
                "09_race_demo",
                Some(TEXT),
                Status::Failed,
                vec![
                    judged("exact", "Without threads the count is exact", 1.5, simulated, passed()),
                    judged("no_update_is_lost", "No update is lost", 2.0, simulated, failed(lost)),
                    judged("prints", "The program prints both", 1.0, World::Real, Outcome::Skipped),
                ],
            ),
            graded(
                "19_thread_pool_squares",
                None,
                Status::Unfinished,
                vec![judged("pool", "The pool works", 3.0, simulated, failed(missing))],
            ),
        ],
    }
}

/// Every text that comes from a learner is [`HOSTILE`], and one exercise could not be graded.
pub fn eve() -> Submission {
    let mut story = story();
    story.threads[1] = HOSTILE.to_owned();
    story.things[0].name = HOSTILE.to_owned();
    story.steps[3].printed = Some(HOSTILE.to_owned());
    story.steps[3].text = HOSTILE.to_owned();
    story.steps[4].remark = Some(HOSTILE.to_owned());
    let told = Diagnosis {
        evidence: vec![HOSTILE.to_owned()],
        ..why(Kind::Panicked, HOSTILE, None)
    };
    let drawn = why(Kind::Deadlock, HOSTILE, Some(story));
    let simulated = World::Simulated;
    let mut submission = Submission {
        name: HOSTILE.to_owned(),
        graded: vec![
            graded(
                "09_race_demo",
                Some(&HOSTILE.repeat(3)),
                Status::Failed,
                vec![
                    judged("drawn", "A check", 2.0, simulated, failed(drawn)),
                    judged("told", "Another", 2.0, World::Real, failed(told)),
                ],
            ),
            graded(
                "19_thread_pool_squares",
                Some(HOSTILE),
                Status::Error(HOSTILE.to_owned()),
                vec![
                    judged("a", "A check", 2.0, simulated, Outcome::Skipped),
                    judged("b", "Another", 2.0, simulated, Outcome::Skipped),
                ],
            ),
        ],
    };
    for graded in &mut submission.graded {
        (graded.file, graded.label) = (Some(HOSTILE.to_owned()), HOSTILE.to_owned());
    }
    submission
}

/// Whether a text does nothing to a terminal or a log: no character acts, and no line is a command.
pub fn is_harmless(text: &str) -> bool {
    let commands = text
        .lines()
        .any(|line| line.trim_start().starts_with("::") && !line.trim_start().starts_with(":::"));
    !commands && is_quiet(text)
}

/// Whether no character of a text acts, and no sign of the old commands is in it.
pub fn is_quiet(text: &str) -> bool {
    let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{ffff}' | '\u{202e}');
    !text.chars().any(acts) && !text.contains("##[")
}

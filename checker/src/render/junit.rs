//! JUnit's XML as nextest writes it (nextest's book, "JUnit support"; the crate quick-junit): a `<testsuite>` an exercise of a submission,
//! a `<testcase>` a check. Without a time stamp and an id, so that the same submission gives the same report but for the times.

use crate::graded::{Graded, Submission};
use crate::points;
use crate::render::human::number;
use crate::render::told;
use crate::render::xml::Writer;
use crate::verdict::{Judged, Outcome, Status};

#[derive(Default)]
struct Counts {
    tests: usize,
    skipped: usize,
    failures: usize,
    errors: usize,
}

impl Counts {
    fn of<'a>(graded: impl Iterator<Item = &'a Graded>) -> Counts {
        let mut counts = Counts::default();
        for graded in graded {
            counts.tests += graded.verdict.checks.len();
            for (at, judged) in graded.verdict.checks.iter().enumerate() {
                match &judged.outcome {
                    Outcome::Passed(_) => {}
                    Outcome::Failed(..) => counts.failures += 1,
                    Outcome::Skipped if is_the_error(graded, at) => counts.errors += 1,
                    Outcome::Skipped => counts.skipped += 1,
                }
            }
        }
        counts
    }

    /// quick-junit writes failures before errors in one of the two, and after them in the other.
    fn attributes(&self, name: &str, failures_first: bool, seconds: f64) -> [(&'static str, String); 6] {
        let (failures, errors) = (
            ("failures", self.failures.to_string()),
            ("errors", self.errors.to_string()),
        );
        let (one, other) = if failures_first {
            (failures, errors)
        } else {
            (errors, failures)
        };
        [
            ("name", name.to_owned()),
            ("tests", self.tests.to_string()),
            ("skipped", self.skipped.to_string()),
            one,
            other,
            ("time", format!("{seconds:.3}")),
        ]
    }
}

/// Where grading itself failed, the first check says so and the others are skipped.
fn is_the_error(graded: &Graded, check: usize) -> bool {
    check == 0 && matches!(graded.verdict.status, Status::Error(_))
}

fn seconds<'a>(graded: impl Iterator<Item = &'a Graded>) -> f64 {
    points::sum(graded.map(|graded| graded.verdict.duration_ms as f64 / 1000.0))
}

/// The whole report.
pub fn report(submissions: &[Submission]) -> String {
    let all = || submissions.iter().flat_map(|submission| &submission.graded);
    let mut xml = Writer::new();
    xml.open(
        "testsuites",
        &Counts::of(all()).attributes("threadlings", true, seconds(all())),
    );
    for submission in submissions {
        for graded in &submission.graded {
            suite(&mut xml, &format!("{}::{}", submission.name, graded.exercise), graded);
        }
    }
    xml.close();
    xml.finish()
}

fn suite(xml: &mut Writer, name: &str, graded: &Graded) {
    let one = || std::iter::once(graded);
    xml.open("testsuite", &Counts::of(one()).attributes(name, false, seconds(one())));
    for (at, judged) in graded.verdict.checks.iter().enumerate() {
        case(xml, name, graded, judged, at);
    }
    xml.close();
}

fn case(xml: &mut Writer, suite: &str, graded: &Graded, judged: &Judged, at: usize) {
    let text = |text: &str| text.to_owned();
    xml.open(
        "testcase",
        &[("name", text(&judged.check.id)), ("classname", text(suite))],
    );
    xml.open("properties", &[]);
    let properties = [
        ("title", judged.check.title.clone()),
        ("world", text(judged.check.world.name())),
        ("points", number(judged.points())),
        ("max_points", number(judged.check.points)),
    ];
    for (name, value) in properties {
        xml.empty("property", &[("name", text(name)), ("value", value)]);
    }
    xml.close();
    let message = told::sentence(graded, judged).unwrap_or_default();
    match &judged.outcome {
        Outcome::Passed(_) => {}
        Outcome::Failed(_, why) => {
            let attributes = [("message", message), ("type", text(why.kind.name()))];
            xml.text("failure", &attributes, &told::diagnosis(graded, judged, why));
            let printed = judged.printed();
            if !printed.is_empty() {
                xml.text("system-out", &[], &printed);
            }
        }
        Outcome::Skipped if is_the_error(graded, at) => {
            let what = match &graded.verdict.status {
                Status::Error(what) => what.as_str(),
                Status::Passed | Status::Failed | Status::Unfinished => "",
            };
            xml.text("error", &[("message", message), ("type", text("grader"))], what);
        }
        Outcome::Skipped => xml.empty("skipped", &[("message", message)]),
    }
    xml.close();
}

#[cfg(test)]
mod tests;

//! The result that classroom-resources/autograding-grading-reporter adds up: JSON as its graders write it (`version` 1, `status`,
//! `max_score`, `tests` with `name`, `status`, `score`, `message`, `test_code`, `filename`, `line_no`, `duration`), in base64.
//!
//! The reporter gets it in an environment variable, and no variable may be longer than 128 KiB. What would be longer says less.

use super::base64;
use crate::graded::{Graded, Submission};
use crate::points;
use crate::render::{told, untrusted};
use crate::verdict::{Judged, Outcome, Status};
use serde::Serialize;

#[derive(Serialize)]
struct Results {
    version: u32,
    status: &'static str,
    max_score: f64,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    name: String,
    status: &'static str,
    score: f64,
    message: String,
    test_code: String,
    filename: String,
    line_no: u32,
    /// Milliseconds. Only of whole exercises is it known.
    duration: u64,
}

/// In base64, with room for the variable's name.
const LONGEST: usize = 120 << 10;

/// How much of it is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// A test a check, with the whole diagnosis.
    Diagnoses,
    /// A test a check, with one sentence.
    Sentences,
    /// A test an exercise.
    Exercises,
    /// A test a submission.
    Submissions,
    /// One test.
    Total,
}

pub fn result(submissions: &[Submission]) -> String {
    let extents = [
        Extent::Diagnoses,
        Extent::Sentences,
        Extent::Exercises,
        Extent::Submissions,
        Extent::Total,
    ];
    let encoded = |extent| base64::encode(json(submissions, extent).as_bytes());
    extents
        .into_iter()
        .map(encoded)
        .find(|result| result.len() <= LONGEST)
        .unwrap_or_else(|| encoded(Extent::Total))
}

fn json(submissions: &[Submission], extent: Extent) -> String {
    let several = submissions.len() > 1;
    let tests = match extent {
        Extent::Diagnoses | Extent::Sentences | Extent::Exercises => submissions
            .iter()
            .flat_map(|submission| {
                let name = if several {
                    format!("{}: ", submission.name)
                } else {
                    String::new()
                };
                submission.graded.iter().flat_map(move |graded| match extent {
                    Extent::Exercises => vec![exercise(&name, graded)],
                    _ => checks(&name, graded, extent),
                })
            })
            .collect(),
        Extent::Submissions => submissions
            .iter()
            .map(|submission| summed(&submission.name, std::slice::from_ref(submission)))
            .collect(),
        Extent::Total => vec![summed("all submissions", submissions)],
    };
    let results = Results {
        version: 1,
        status: together(submissions),
        max_score: points::sum(submissions.iter().map(Submission::max_points)),
        tests,
    };
    // Only maps with keys that are no strings can fail here, and there are none.
    serde_json::to_string(&results).unwrap_or_default()
}

fn status(graded: &Graded) -> &'static str {
    match graded.verdict.status {
        Status::Passed => "pass",
        Status::Failed | Status::Unfinished => "fail",
        Status::Error(_) => "error",
    }
}

fn together(submissions: &[Submission]) -> &'static str {
    let all = || submissions.iter().flat_map(|submission| &submission.graded).map(status);
    if all().any(|status| status == "error") {
        "error"
    } else if all().any(|status| status == "fail") {
        "fail"
    } else {
        "pass"
    }
}

fn checks(prefix: &str, graded: &Graded, extent: Extent) -> Vec<Test> {
    let test = |judged: &Judged| Test {
        name: untrusted::line(&format!("{prefix}{}: {}", graded.exercise, judged.check.title)),
        status: match judged.outcome {
            Outcome::Passed(_) => "pass",
            Outcome::Failed(..) => "fail",
            Outcome::Skipped if matches!(graded.verdict.status, Status::Error(_)) => "error",
            Outcome::Skipped => "fail",
        },
        score: judged.points(),
        message: match (extent, judged.diagnosis()) {
            (Extent::Diagnoses, Some(_)) => told::whole(graded, judged),
            _ => told::sentence(graded, judged).unwrap_or_default(),
        },
        test_code: told::again(graded, judged),
        filename: untrusted::line(graded.file.as_deref().unwrap_or("")),
        line_no: judged
            .diagnosis()
            .and_then(|why| why.lines.first().copied())
            .unwrap_or(0),
        duration: 0,
    };
    graded.verdict.checks.iter().map(test).collect()
}

fn exercise(prefix: &str, graded: &Graded) -> Test {
    let why = graded
        .verdict
        .first_failure()
        .map(|(_, why)| untrusted::line(&why.message));
    Test {
        name: untrusted::line(&format!("{prefix}{}", graded.exercise)),
        status: status(graded),
        score: graded.verdict.points(),
        message: untrusted::cut(&why.unwrap_or_default(), 200),
        test_code: String::new(),
        filename: String::new(),
        line_no: 0,
        duration: graded.verdict.duration_ms,
    }
}

fn summed(name: &str, submissions: &[Submission]) -> Test {
    let all = || submissions.iter().flat_map(|submission| &submission.graded);
    let passed = all().filter(|graded| graded.verdict.status == Status::Passed).count();
    Test {
        name: untrusted::cut(&untrusted::line(name), 100),
        status: together(submissions),
        score: points::sum(submissions.iter().map(Submission::points)),
        message: format!("{passed} of {} exercises passed", all().count()),
        test_code: String::new(),
        filename: String::new(),
        line_no: 0,
        duration: all().map(|graded| graded.verdict.duration_ms).sum(),
    }
}

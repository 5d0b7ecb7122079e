//! Exercism's `results.json`, version 3 ("The Test Runner Interface" of Exercism's documentation). One submission a file.
//!
//! `task_id` is the place of the exercise in the report, counted from 1: each exercise is one task. `test_code` is the command that runs
//! the check again, since a check is no piece of code that would say more than its title.

use crate::graded::{Graded, Submission};
use crate::render::{told, untrusted};
use crate::verdict::{Judged, Outcome, Status};
use serde::Serialize;

#[derive(Serialize)]
struct Results {
    version: u32,
    status: &'static str,
    message: Option<String>,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    name: String,
    status: &'static str,
    message: Option<String>,
    output: Option<String>,
    test_code: String,
    task_id: usize,
}

/// What Exercism takes of a message, and of a program's output.
const LONGEST_MESSAGE: usize = 60_000;
const LONGEST_OUTPUT: usize = 500;

pub fn report(submission: &Submission) -> String {
    let nothing_ran = submission
        .graded
        .iter()
        .all(|graded| graded.has_not_run() || matches!(graded.verdict.status, Status::Error(_)));
    let passed = submission
        .graded
        .iter()
        .all(|graded| graded.verdict.status == Status::Passed);
    let results = Results {
        version: 3,
        status: match (passed, nothing_ran) {
            (true, _) => "pass",
            (false, true) => "error",
            (false, false) => "fail",
        },
        message: (!passed && nothing_ran).then(|| why(submission)),
        tests: match nothing_ran && !passed {
            true => Vec::new(),
            false => submission.graded.iter().enumerate().flat_map(tests).collect(),
        },
    };
    // Only maps with keys that are no strings can fail here, and there are none.
    serde_json::to_string_pretty(&results).unwrap_or_default() + "\n"
}

/// Why nothing has run.
fn why(submission: &Submission) -> String {
    let why = |graded: &Graded| {
        let failed = graded
            .verdict
            .checks
            .iter()
            .find_map(|judged| Some((judged, judged.diagnosis()?)));
        let text = match (&graded.verdict.status, failed) {
            (Status::Error(what), _) => format!("could not be graded: {}", untrusted::lines(what)),
            (_, Some((judged, why))) => told::diagnosis(graded, judged, why),
            (_, None) => String::new(),
        };
        format!("{}\n\n{text}", graded.exercise)
    };
    let text: Vec<String> = submission.graded.iter().map(why).collect();
    untrusted::cut(&text.join("\n\n"), LONGEST_MESSAGE)
}

fn tests((at, graded): (usize, &Graded)) -> Vec<Test> {
    let error = graded.has_not_run() || matches!(graded.verdict.status, Status::Error(_));
    let test = |judged: &Judged| Test {
        name: format!("{}: {}", graded.exercise, untrusted::line(&judged.check.title)),
        status: match judged.outcome {
            Outcome::Passed(_) => "pass",
            Outcome::Failed(..) | Outcome::Skipped if error => "error",
            Outcome::Failed(..) | Outcome::Skipped => "fail",
        },
        message: match judged.outcome {
            Outcome::Passed(_) => None,
            Outcome::Failed(..) | Outcome::Skipped => {
                Some(untrusted::cut(&told::whole(graded, judged), LONGEST_MESSAGE))
            }
        },
        output: Some(printed(judged)).filter(|printed| !printed.is_empty()),
        test_code: told::again(graded, judged),
        task_id: at + 1,
    };
    graded.verdict.checks.iter().map(test).collect()
}

/// What the learner's program printed, as much of it as may be shown.
fn printed(judged: &Judged) -> String {
    const SAID: &str = "\nOutput was truncated. Please limit to 500 chars";
    let printed = untrusted::lines(&judged.printed());
    if printed.chars().count() <= LONGEST_OUTPUT {
        return printed;
    }
    printed.chars().take(LONGEST_OUTPUT - SAID.len()).collect::<String>() + SAID
}

#[cfg(test)]
mod tests;

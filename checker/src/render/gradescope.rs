//! Gradescope's `results.json` ("Autograder Specifications" of its documentation). One submission a file.
//!
//! `score` stands at the top and overrides the sum of the tests: where at least one test is hidden, Gradescope shows a learner no total,
//! but the teacher's is still this one. Everything is marked as plain text, or Gradescope would read some of it as HTML.

use crate::graded::{Graded, Submission};
use crate::grading::{Grading, Visibility};
use crate::points;
use crate::render::{told, untrusted};
use crate::verdict::{Judged, Outcome, Status};
use serde::Serialize;

#[derive(Serialize)]
struct Results {
    score: f64,
    /// Seconds.
    execution_time: f64,
    output: String,
    output_format: &'static str,
    test_output_format: &'static str,
    test_name_format: &'static str,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    score: f64,
    max_score: f64,
    status: &'static str,
    name: String,
    name_format: &'static str,
    /// `2.1`: the first check of the second exercise.
    number: String,
    output: String,
    output_format: &'static str,
    tags: Vec<String>,
    visibility: &'static str,
}

const TEXT: &str = "text";

pub fn report(submission: &Submission, grading: &Grading) -> String {
    let graded = || submission.graded.iter().enumerate();
    let results = Results {
        score: submission.points(),
        execution_time: points::sum(graded().map(|(_, graded)| graded.verdict.duration_ms as f64 / 1000.0)),
        output: output(submission, grading),
        output_format: TEXT,
        test_output_format: TEXT,
        test_name_format: TEXT,
        tests: graded().flat_map(|(at, graded)| tests(at, graded, grading)).collect(),
    };
    // Only maps with keys that are no strings can fail here, and there are none.
    serde_json::to_string_pretty(&results).unwrap_or_default() + "\n"
}

fn tests(exercise: usize, graded: &Graded, grading: &Grading) -> Vec<Test> {
    let visibility = word(grading.visibility(&graded.exercise));
    let test = |(at, judged): (usize, &Judged)| Test {
        score: judged.points(),
        max_score: judged.check.points,
        status: match judged.outcome {
            Outcome::Passed(_) => "passed",
            Outcome::Failed(..) | Outcome::Skipped => "failed",
        },
        name: format!("{}: {}", graded.exercise, untrusted::line(&judged.check.title)),
        name_format: TEXT,
        number: format!("{}.{}", exercise + 1, at + 1),
        output: told::whole(graded, judged),
        output_format: TEXT,
        tags: tags(graded, judged),
        visibility,
    };
    graded.verdict.checks.iter().enumerate().map(test).collect()
}

fn tags(graded: &Graded, judged: &Judged) -> Vec<String> {
    let kind = judged.diagnosis().map(|why| why.kind.name());
    let tags = [Some(graded.exercise.as_str()), Some(judged.check.world.name()), kind];
    tags.into_iter().flatten().map(str::to_owned).collect()
}

fn word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Visible => "visible",
        Visibility::Hidden => "hidden",
        Visibility::AfterDueDate => "after_due_date",
        Visibility::AfterPublished => "after_published",
    }
}

/// A line an exercise, for the learner. Of an exercise whose tests are not for everybody's eyes it says nothing.
fn output(submission: &Submission, grading: &Grading) -> String {
    let seen = |graded: &&Graded| grading.visibility(&graded.exercise) == Visibility::Visible;
    let line = |graded: &Graded| {
        let state = match &graded.verdict.status {
            Status::Passed => "passed",
            Status::Failed => "not passed yet",
            Status::Unfinished => "not finished",
            Status::Error(_) => "could not be graded, which is not your fault: ask your teacher",
        };
        format!("{}: {state}\n", graded.exercise)
    };
    submission.graded.iter().filter(seen).map(line).collect()
}

#[cfg(test)]
mod tests;

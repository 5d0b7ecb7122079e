//! Classroom 50's `result.json`, `classroom50/result/v1` ("The result.json contract" of its wiki, its result-v1 schema and the validator
//! in its runner). One submission a file.
//!
//! Scores are integers there. Where points are not, all are multiplied by the same number, the smallest that makes them whole, so that
//! the share of the points stays exact; the points themselves stand beside them.

use crate::error::Error;
use crate::graded::{Graded, Submission};
use crate::render::{told, untrusted};
use crate::verdict::{Judged, Outcome};
use serde::Serialize;

/// What the runner says about the submission, in the environment's variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    classroom: String,
    assignment: String,
    assignment_type: String,
    owner: String,
    submission: String,
    commit: String,
    release: String,
    review: String,
}

impl Identity {
    /// # Errors
    /// A variable that Classroom 50's runner sets is missing or empty.
    pub fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Identity, Error> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let need = |name: &str| {
            set(name).ok_or_else(|| {
                Error::new(
                    format!("the format classroom50 needs the environment variable {name}, and it is not set"),
                    "Classroom 50's runner sets it. To try it elsewhere, set CLASSROOM, ASSIGNMENT, OWNER, SUBMISSION_TAG (submit/…), COMMIT_URL and RELEASE_URL.",
                )
            })
        };
        let submission = need("SUBMISSION_TAG")?;
        if !submission.starts_with("submit/") {
            return Err(Error::new(
                format!("SUBMISSION_TAG is `{submission}`, and Classroom 50 takes only tags that begin with submit/"),
                "Grade the submission by the tag that Classroom 50 has made.",
            ));
        }
        let commit = need("COMMIT_URL")?;
        Ok(Identity {
            classroom: need("CLASSROOM")?,
            assignment: need("ASSIGNMENT")?,
            assignment_type: set("ASSIGNMENT_TYPE").unwrap_or_else(|| "individual".to_owned()),
            owner: set("OWNER").map_or_else(|| need("USERNAME"), Ok)?,
            submission,
            release: need("RELEASE_URL")?,
            review: set("REVIEW_URL").unwrap_or_else(|| commit.clone()),
            commit,
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Result50<'a> {
    schema: &'static str,
    classroom: &'a str,
    assignment: &'a str,
    #[serde(rename = "assignment_type")]
    assignment_type: &'a str,
    owner: &'a str,
    submission: &'a str,
    commit: &'a str,
    release: &'a str,
    review: &'a str,
    datetime: String,
    score: u64,
    max_score: u64,
    tests: Vec<Test>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Test {
    test_name: String,
    passed: bool,
    score: u64,
    max_score: u64,
    // Beyond the contract, which keeps what it does not know.
    points: f64,
    max_points: f64,
    message: Option<String>,
}

/// `now` is in seconds since 1970.
pub fn report(submission: &Submission, identity: &Identity, now: u64) -> String {
    let factor = factor(submission);
    let tests: Vec<Test> = submission
        .graded
        .iter()
        .flat_map(|graded| {
            graded
                .verdict
                .checks
                .iter()
                .map(move |judged| test(graded, judged, factor))
        })
        .collect();
    let result = Result50 {
        schema: "classroom50/result/v1",
        classroom: &identity.classroom,
        assignment: &identity.assignment,
        assignment_type: &identity.assignment_type,
        owner: &identity.owner,
        submission: &identity.submission,
        commit: &identity.commit,
        release: &identity.release,
        review: &identity.review,
        datetime: date_and_time(now),
        score: tests.iter().map(|test| test.score).sum(),
        max_score: tests.iter().map(|test| test.max_score).sum(),
        tests,
    };
    // Only maps with keys that are no strings can fail here, and there are none.
    serde_json::to_string_pretty(&result).unwrap_or_default() + "\n"
}

fn test(graded: &Graded, judged: &Judged, factor: u64) -> Test {
    let passed = matches!(judged.outcome, Outcome::Passed(_));
    let max_score = whole(judged.check.points, factor);
    Test {
        test_name: format!("{}: {}", graded.exercise, untrusted::line(&judged.check.title)),
        passed,
        score: if passed { max_score } else { 0 },
        max_score,
        points: judged.points(),
        max_points: judged.check.points,
        message: told::sentence(graded, judged),
    }
}

/// The smallest number up to a thousand that makes all points whole, or else a thousand, which rounds.
fn factor(submission: &Submission) -> u64 {
    let checks = || submission.graded.iter().flat_map(|graded| &graded.verdict.checks);
    let is_whole = |points: f64| (points - points.round()).abs() < 1e-6;
    (1..=1000)
        .find(|&factor| checks().all(|judged| is_whole(judged.check.points * factor as f64)))
        .unwrap_or(1000)
}

fn whole(points: f64, factor: u64) -> u64 {
    (points * factor as f64).round() as u64
}

/// `2026-06-01T14:33:11Z`: the proleptic Gregorian calendar, after Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms".
fn date_and_time(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Years begin in March here, so that the leap day is the last one.
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = era * 400 + year_of_era + next;
    let (hours, minutes) = (second / 3600, second / 60 % 60);
    format!(
        "{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{:02}Z",
        second % 60
    )
}

#[cfg(test)]
mod tests;

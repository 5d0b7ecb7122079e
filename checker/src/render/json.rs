//! The report as JSON, schema 1, as DESIGN.md has it. The wire structs live here and nowhere else.
//!
//! Two fields may come on top of it: `error` of an exercise whose status is `error`, and `evidence` of a diagnosis, which is rustc's
//! own text or the difference between two outputs.

use crate::commands::grade::{Graded, Submission};
use crate::overview::Overview;
use crate::render::Look;
use crate::story::{Canvas, draw};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use recorder::Kind;
use serde::Serialize;

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    submissions: Vec<SubmissionReport<'a>>,
}

#[derive(Serialize)]
struct SubmissionReport<'a> {
    submission: &'a str,
    points: f64,
    max_points: f64,
    exercises: Vec<ExerciseReport<'a>>,
}

#[derive(Serialize)]
struct ExerciseReport<'a> {
    exercise: &'a str,
    status: &'static str,
    points: f64,
    max_points: f64,
    duration_ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    checks: Vec<CheckReport<'a>>,
}

#[derive(Serialize)]
struct CheckReport<'a> {
    id: &'a str,
    title: &'a str,
    world: &'static str,
    status: &'static str,
    points: f64,
    max_points: f64,
    interleavings: Option<u64>,
    preemptions: Option<u32>,
    simulated_ms: Option<f64>,
    diagnosis: Option<DiagnosisReport<'a>>,
}

#[derive(Serialize)]
struct DiagnosisReport<'a> {
    kind: Kind,
    message: &'a str,
    lines: &'a [u32],
    timeline: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    evidence: &'a [String],
}

/// The whole report, ending with a newline.
pub fn report(submissions: &[Submission]) -> String {
    let submissions = submissions.iter().map(submission).collect();
    pretty(&Report { schema: 1, submissions })
}

fn pretty(value: &impl Serialize) -> String {
    // Only maps with keys that are no strings can fail here, and there are none.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

fn submission(submission: &Submission) -> SubmissionReport<'_> {
    SubmissionReport {
        submission: &submission.name,
        points: submission.points(),
        max_points: submission.max_points(),
        exercises: submission.graded.iter().map(exercise).collect(),
    }
}

pub fn status(status: &Status) -> &'static str {
    match status {
        Status::Passed => "passed",
        Status::Failed => "failed",
        Status::Unfinished => "unfinished",
        Status::Error(_) => "error",
    }
}

fn exercise(graded: &Graded) -> ExerciseReport<'_> {
    let Verdict {
        checks, duration_ms, ..
    } = &graded.verdict;
    ExerciseReport {
        exercise: &graded.exercise,
        status: status(&graded.verdict.status),
        points: graded.verdict.points(),
        max_points: graded.verdict.max_points(),
        duration_ms: *duration_ms,
        error: match &graded.verdict.status {
            Status::Error(what) => Some(what),
            Status::Passed | Status::Failed | Status::Unfinished => None,
        },
        checks: checks.iter().map(check).collect(),
    }
}

fn check(judged: &Judged) -> CheckReport<'_> {
    let (status, reach) = match &judged.outcome {
        Outcome::Passed(reach) => ("passed", *reach),
        Outcome::Failed(reach, _) => ("failed", *reach),
        Outcome::Skipped => ("skipped", Reach::default()),
    };
    CheckReport {
        id: &judged.check.id,
        title: &judged.check.title,
        world: judged.check.world.name(),
        status,
        points: judged.points(),
        max_points: judged.check.points,
        interleavings: reach.interleavings,
        preemptions: reach.interleavings.map(|_| reach.preemptions),
        simulated_ms: reach.simulated_ms,
        diagnosis: judged.diagnosis().map(diagnosis),
    }
}

fn diagnosis(why: &Diagnosis) -> DiagnosisReport<'_> {
    let canvas = Canvas {
        width: 120,
        unicode: true,
    };
    let timeline = why.story.as_ref().map_or(Vec::new(), |story| draw(story, canvas));
    DiagnosisReport {
        kind: why.kind,
        message: &why.message,
        lines: &why.lines,
        timeline: timeline.into_iter().map(|row| row.text).collect(),
        help: why.help.as_deref(),
        evidence: &why.evidence,
    }
}

/// `list --format json`.
pub fn list(overview: &Overview) -> String {
    #[derive(Serialize)]
    struct List<'a> {
        schema: u32,
        /// The folder of the exercise that the learner is at.
        current: Option<&'a str>,
        exercises: Vec<Listed<'a>>,
    }
    #[derive(Serialize)]
    struct Listed<'a> {
        exercise: &'a str,
        title: &'a str,
        /// `passed | failed | unfinished | error`, or `unchecked` where no verdict on the file as it is now is known.
        status: &'static str,
        points: f64,
        max_points: f64,
        skipped: bool,
    }
    let Overview { entries, at } = overview;
    let listed = entries.iter().map(|entry| Listed {
        exercise: &entry.folder,
        title: &entry.title,
        status: entry.standing.name(),
        points: entry.points,
        max_points: entry.max_points,
        skipped: entry.skipped,
    });
    pretty(&List {
        schema: 1,
        current: at.map(|at| entries[at].folder.as_str()),
        exercises: listed.collect(),
    })
}

/// The list for people stands beside the one for programs, so that both show the same.
pub fn mark(look: Look, status: &str) -> String {
    match status {
        "passed" => look.tick(),
        "failed" | "error" => look.cross(),
        _ => look.dot().to_owned(),
    }
}

//! Reports, read again. In: what `grade --format json` wrote, schema 1. Out: the same as values that every format can be made from.
//!
//! Interleavings are not in it as what happened, but as the rows of a picture; they become lines of evidence.

pub mod ordered;

use crate::error::Error;
use crate::graded::{Graded, Submission};
use crate::suite::{Check, World};
use crate::verdict::{Diagnosis, Judged, Outcome, Reach, Status, Verdict};
use ordered::Ordered;
use recorder::Kind;
use serde::Deserialize;
use std::path::Path;

/// A submission of a report.
pub struct Entry {
    pub submission: Submission,
    /// As it stands in the report.
    pub raw: Ordered,
}

#[derive(Deserialize)]
struct Schema {
    schema: u32,
}

#[derive(Deserialize)]
struct Report {
    submissions: Vec<SubmissionReport>,
}

#[derive(Deserialize)]
struct SubmissionReport {
    submission: String,
    exercises: Vec<ExerciseReport>,
}

#[derive(Deserialize)]
struct ExerciseReport {
    exercise: String,
    status: StatusReport,
    duration_ms: u64,
    error: Option<String>,
    checks: Vec<CheckReport>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum StatusReport {
    Passed,
    Failed,
    Unfinished,
    Error,
}

#[derive(Deserialize)]
struct CheckReport {
    id: String,
    title: String,
    world: WorldReport,
    status: OutcomeReport,
    max_points: f64,
    interleavings: Option<u64>,
    preemptions: Option<u32>,
    simulated_ms: Option<f64>,
    diagnosis: Option<DiagnosisReport>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum WorldReport {
    Simulated,
    Loom,
    Real,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum OutcomeReport {
    Passed,
    Failed,
    Skipped,
}

#[derive(Deserialize)]
struct DiagnosisReport {
    kind: Kind,
    message: String,
    lines: Vec<u32>,
    #[serde(default)]
    timeline: Vec<String>,
    help: Option<String>,
    #[serde(default)]
    evidence: Vec<String>,
}

/// The submissions of a report.
///
/// # Errors
/// If it cannot be read, is no report, or one of another schema.
pub fn read(path: &Path) -> Result<Vec<Entry>, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::reading(path, &error))?;
    let no_report = |error: serde_json::Error| {
        Error::new(
            format!("{} is no report of `grade --format json`: {error}", path.display()),
            "If the run that writes it was interrupted, finish it with --resume first.",
        )
    };
    let Schema { schema } = serde_json::from_str(&text).map_err(no_report)?;
    if schema != 1 {
        return Err(Error::new(
            format!(
                "{} has schema {schema}, and this checker knows schema 1",
                path.display()
            ),
            "Grade all parts and merge them with the same version of the checker.",
        ));
    }
    let report: Report = serde_json::from_str(&text).map_err(no_report)?;
    let mut raw: Ordered = serde_json::from_str(&text).map_err(no_report)?;
    let Some(Ordered::List(raw)) = raw.take("submissions") else {
        return Ok(Vec::new());
    };
    let submissions = report.submissions.into_iter().map(SubmissionReport::restore);
    Ok(submissions
        .zip(raw)
        .map(|(submission, raw)| Entry { submission, raw })
        .collect())
}

impl SubmissionReport {
    fn restore(self) -> Submission {
        let graded = self.exercises.into_iter().map(|report| {
            let verdict = Verdict {
                status: match report.status {
                    StatusReport::Passed => Status::Passed,
                    StatusReport::Failed => Status::Failed,
                    StatusReport::Unfinished => Status::Unfinished,
                    StatusReport::Error => Status::Error(report.error.unwrap_or_default()),
                },
                checks: report.checks.into_iter().map(CheckReport::restore).collect(),
                duration_ms: report.duration_ms,
            };
            let label = format!("exercises/{}/src/lib.rs", report.exercise);
            Graded::new(&report.exercise, &label, None, verdict)
        });
        Submission {
            name: self.submission,
            graded: graded.collect(),
        }
    }
}

impl CheckReport {
    fn restore(self) -> Judged {
        let reach = Reach {
            interleavings: self.interleavings,
            preemptions: self.preemptions.unwrap_or(0),
            // The report doesn't say, and nothing that is made of it does.
            exhausted: false,
            simulated_ms: self.simulated_ms,
        };
        let outcome = match (self.status, self.diagnosis) {
            (OutcomeReport::Passed, _) => Outcome::Passed(reach),
            (OutcomeReport::Failed, Some(diagnosis)) => Outcome::Failed(reach, Box::new(diagnosis.restore())),
            (OutcomeReport::Failed, None) | (OutcomeReport::Skipped, _) => Outcome::Skipped,
        };
        let world = match self.world {
            WorldReport::Simulated => World::Simulated,
            WorldReport::Loom => World::Loom,
            WorldReport::Real => World::Real,
        };
        Judged {
            check: Check {
                id: self.id,
                title: self.title,
                points: self.max_points,
                world,
            },
            outcome,
        }
    }
}

impl DiagnosisReport {
    fn restore(self) -> Diagnosis {
        let mut evidence = self.timeline;
        evidence.extend(self.evidence);
        Diagnosis {
            kind: self.kind,
            message: self.message,
            lines: self.lines,
            help: self.help,
            story: None,
            evidence,
        }
    }
}

//! `checker grade [DIR…]`: submissions. Of each only the learners' files are read; all else is this workspace's.

mod class;

pub use crate::submission::{Graded, Submission};

use crate::cli::{Format, Grade};
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::journal::Journal;
use crate::render::Look;
use crate::render::{human, json};
use crate::state;
use crate::submission::{Given, expanded, named};
use crate::suite::Suite;
use crate::verdict::Status;
use class::Class;
use std::path::{Path, PathBuf};

pub fn run(session: &Session, arguments: &Grade) -> Result<Exit, Error> {
    let exercises = session.select(&arguments.exercises)?;
    let suites: Vec<Suite> = exercises
        .iter()
        .map(|exercise| session.suite(exercise))
        .collect::<Result<_, _>>()?;
    let given = named(match &arguments.directories[..] {
        [] => vec![session.workspace.root.clone()],
        given => expanded(given),
    });
    let given = match arguments.partition {
        Some(partition) => partition.of(given),
        None => given,
    };
    let output = arguments.output.as_deref();
    // Found out before an hour of grading, not after it.
    probe(output)?;
    let journal = Journal::open(&journal(session, arguments, &exercises, &given))?;
    match (journal.len(), arguments.resume) {
        (0, true) => eprintln!("note: there is no interrupted run of this command; grading from the beginning"),
        (1.., false) => eprintln!("note: an earlier run of this command was interrupted; --resume goes on from there"),
        (0, false) | (1.., true) => {}
    }
    let class = Class {
        session,
        given: &given,
        exercises: &exercises,
        suites: &suites,
        journal: &journal,
        resume: arguments.resume,
    };
    let submissions = class.grade()?;
    deliver(&report(arguments.format, &submissions, session.look), output)?;
    journal.finish();
    Ok(exit(&submissions, arguments.fail_under, arguments.require_all))
}

/// The report in one of the formats.
pub fn report(format: Format, submissions: &[Submission], look: Look) -> String {
    match format {
        Format::Human => human::grades(submissions, look),
        Format::Json => json::report(submissions),
    }
}

/// Finds out whether a report can be written, and leaves what is there as it is.
pub fn probe(output: Option<&Path>) -> Result<(), Error> {
    match output {
        Some(output) if !output.exists() => state::write_whole(output, ""),
        Some(output) => {
            let opened = std::fs::OpenOptions::new().append(true).open(output);
            opened.map(drop).map_err(|error| Error::writing(output, &error))
        }
        None => Ok(()),
    }
}

/// Writes a report where it is wanted.
pub fn deliver(report: &str, output: Option<&Path>) -> Result<(), Error> {
    match output {
        Some(output) => state::write_whole(output, report),
        None => {
            say(report);
            Ok(())
        }
    }
}

/// What a report means for the exit status.
pub fn exit(submissions: &[Submission], fail_under: Option<f64>, require_all: bool) -> Exit {
    let verdicts = || {
        submissions
            .iter()
            .flat_map(|submission| &submission.graded)
            .map(|graded| &graded.verdict.status)
    };
    let short = fail_under.is_some_and(|least| submissions.iter().any(|submission| submission.points() < least));
    if verdicts().any(|status| matches!(status, Status::Error(_))) {
        Exit::Incomplete
    } else if short || (require_all && verdicts().any(|status| *status != Status::Passed)) {
        Exit::NotPassed
    } else {
        Exit::AllPassed
    }
}

/// Where the results are kept as they come: beside the report or, without one, among the checker's own files, under the same name for
/// the same arguments.
fn journal(session: &Session, arguments: &Grade, exercises: &[&Exercise], given: &[Given]) -> PathBuf {
    if let Some(output) = &arguments.output {
        let mut name = output.clone().into_os_string();
        name.push(".journal");
        return name.into();
    }
    let paths = given
        .iter()
        .map(|given| std::path::absolute(&given.path).unwrap_or_default());
    let folders = exercises.iter().map(|exercise| PathBuf::from(&exercise.folder));
    let all: Vec<String> = paths.chain(folders).map(|path| path.display().to_string()).collect();
    let name = format!("{:016x}.journal", state::hash(&all.join("\0")));
    session.workspace.scratch.join("grade").join(name)
}

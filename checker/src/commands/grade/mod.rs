//! `checker grade [DIR…]`: submissions. Of each only the learners' files are read; all else is this workspace's.

mod class;

use crate::cli::Grade;
use crate::commands::deliver::Delivery;
use crate::commands::{Exit, Session};
use crate::confine::{Guarded, Sandbox};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::graded::Submission;
use crate::grading::Grading;
use crate::journal::Journal;
use crate::process::System;
use crate::state;
use crate::submission::{Given, expanded, named};
use crate::suite::Suite;
use crate::verdict::Status;
use class::Class;
use std::path::PathBuf;
use std::time::Duration;

pub fn run(session: &Session, arguments: &Grade) -> Result<Exit, Error> {
    let grading = Grading::find(&session.workspace.root, arguments.config.as_deref(), &session.exercises)?;
    let exercises = counting(session, &arguments.exercises, &grading)?;
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
    // Found out before an hour of grading, not after it.
    let delivery = Delivery::promise(arguments.format, arguments.output.as_deref(), given.len())?;
    let journal = Journal::open(&journal(session, arguments, &exercises, &given))?;
    match (journal.len(), arguments.resume) {
        (0, true) => crate::aside::say("note: there is no interrupted run of this command; grading from the beginning"),
        (1.., false) => {
            crate::aside::say("note: an earlier run of this command was interrupted; --resume goes on from there")
        }
        (0, false) | (1.., true) => {}
    }
    let sandbox = Sandbox::for_grading(&System, arguments.confinement)?;
    let guarded = Guarded {
        inner: &System,
        sandbox,
        most: arguments.most_seconds.map(Duration::from_secs_f64),
    };
    let class = Class {
        session,
        launcher: &guarded,
        given: &given,
        exercises: &exercises,
        suites: &suites,
        journal: &journal,
        resume: arguments.resume,
    };
    let mut submissions = class.grade()?;
    grading.weigh(&mut submissions);
    delivery.deliver(session, &submissions, &grading)?;
    journal.finish();
    Ok(exit(&submissions, arguments.fail_under, arguments.require_all))
}

/// The exercises that are asked for or, if none is, those that count; each once, in the order of the course.
fn counting<'a>(session: &'a Session, asked: &[String], grading: &Grading) -> Result<Vec<&'a Exercise>, Error> {
    let chosen = session.select(asked)?;
    let counts = |exercise: &&Exercise| match asked {
        [] => grading.counts(exercise),
        _ => chosen.contains(exercise),
    };
    Ok(session.exercises.iter().filter(counts).collect())
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

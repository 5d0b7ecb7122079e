//! `checker grade [DIR…]`: submissions. Of each only the learners' files are read; all else is this workspace's.

use crate::cli::Grade;
use crate::commands::deliver::Delivery;
use crate::commands::{Exit, Session};
use crate::error::Error;
use crate::evidence::Evidence;
use crate::exercise::Exercise;
use crate::graded::{Graded, Submission};
use crate::grading::Grading;
use crate::pipeline::{Answer, Pipeline};
use crate::progress;
use crate::suite::Suite;
use crate::verdict::{Status, judge};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// No answer to any exercise comes near it; a file of gigabytes is not read into memory.
const LARGEST: u64 = 1 << 20;

pub fn run(session: &Session, arguments: &Grade) -> Result<Exit, Error> {
    let grading = Grading::find(&session.workspace.root, arguments.config.as_deref(), &session.exercises)?;
    let exercises = counting(session, &arguments.exercises, &grading)?;
    let suites: Vec<Suite> = exercises
        .iter()
        .map(|exercise| session.suite(exercise))
        .collect::<Result<_, _>>()?;
    let directories = match &arguments.directories[..] {
        [] => vec![session.workspace.root.clone()],
        given => given.to_vec(),
    };
    let delivery = Delivery::promise(arguments.format, arguments.output.as_deref(), directories.len())?;
    let mut submissions = grade(session, &directories, &exercises, &suites)?;
    grading.weigh(&mut submissions);
    delivery.deliver(session, &submissions, &grading)?;
    let verdicts = || {
        submissions
            .iter()
            .flat_map(|submission| &submission.graded)
            .map(|graded| &graded.verdict.status)
    };
    let short = arguments
        .fail_under
        .is_some_and(|least| submissions.iter().any(|submission| submission.points() < least));
    Ok(if verdicts().any(|status| matches!(status, Status::Error(_))) {
        Exit::Incomplete
    } else if short || (arguments.require_all && verdicts().any(|status| *status != Status::Passed)) {
        Exit::NotPassed
    } else {
        Exit::AllPassed
    })
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

fn grade(
    session: &Session,
    directories: &[PathBuf],
    exercises: &[&Exercise],
    suites: &[Suite],
) -> Result<Vec<Submission>, Error> {
    let tasks: Vec<(usize, usize)> = (0..directories.len())
        .flat_map(|folder| (0..exercises.len()).map(move |exercise| (folder, exercise)))
        .collect();
    let pipeline = session.pipeline(tasks.len() == 1)?;
    let bar = progress::bar(tasks.len(), "grading");
    let graded = in_parallel(session.jobs, tasks.len(), |task| {
        let (folder, exercise) = tasks[task];
        let graded = one(&pipeline, &directories[folder], exercises[exercise], &suites[exercise]);
        bar.inc(1);
        graded
    });
    bar.finish_and_clear();
    let mut graded = graded.into_iter();
    let submissions = directories.iter().map(|directory| Submission {
        name: name(directory),
        graded: graded.by_ref().take(exercises.len()).collect(),
    });
    Ok(submissions.collect())
}

fn one(pipeline: &Pipeline, directory: &Path, exercise: &Exercise, suite: &Suite) -> Graded {
    let answer = |text, label| Answer {
        exercise,
        suite,
        text,
        label,
    };
    match submitted(directory, exercise) {
        Ok(Some((text, label))) => {
            let verdict = pipeline.examine(answer(Some(&text), &label));
            let place = directory.join(&label).display().to_string();
            Graded::new(&exercise.folder, &label, Some(&text), verdict).at(place)
        }
        Ok(None) => {
            let label = exercise.answer_label();
            let verdict = pipeline.examine(answer(None, &label));
            Graded::new(&exercise.folder, &label, None, verdict)
        }
        Err(error) => {
            let evidence = Evidence::Trouble(error.to_string());
            let verdict = judge(suite, &evidence, 0);
            Graded::new(&exercise.folder, &exercise.answer_label(), None, verdict)
        }
    }
}

/// The learner's file in a submission, if there is one: its text and its place in the submission.
fn submitted(directory: &Path, exercise: &Exercise) -> Result<Option<(String, String)>, Error> {
    std::fs::read_dir(directory).map_err(|error| Error::reading(directory, &error))?;
    let root = directory
        .canonicalize()
        .map_err(|error| Error::reading(directory, &error))?;
    for label in [exercise.answer_label(), format!("{}/src/lib.rs", exercise.folder)] {
        let path = directory.join(&label);
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(error) if is_absent(&error) => continue,
            Err(error) => return Err(Error::reading(&path, &error)),
        };
        // A link out of the submission could show files of the grader's, or hang on a device.
        if !real.starts_with(&root) || !real.is_file() {
            return Err(Error::new(
                format!("{} is not a file of the submission", path.display()),
                "Ask for the file itself instead of a link.",
            ));
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&real).map_err(|error| Error::reading(&path, &error))?;
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| Error::reading(&path, &error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(Error::new(
                format!("{} is larger than 1 MiB", path.display()),
                "Ask for a smaller file.",
            ));
        }
        return Ok(Some((String::from_utf8_lossy(&bytes).into_owned(), label)));
    }
    Ok(None)
}

fn is_absent(error: &std::io::Error) -> bool {
    matches!(
        error.kind(),
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
    )
}

/// `submission-17` of `some/where/submission-17/`.
fn name(directory: &Path) -> String {
    let whole = std::path::absolute(directory).unwrap_or_else(|_| directory.to_path_buf());
    let named = directory.file_name().or(whole.file_name());
    named.map_or_else(
        || directory.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}

/// Does `count` tasks on `workers` threads and returns the results in the tasks' order.
pub fn in_parallel<T: Send>(workers: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<T>>> = (0..count).map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..workers.clamp(1, count.max(1)) {
            scope.spawn(|| {
                loop {
                    // Relaxed: only the number itself must be handed out once; the results have locks of their own.
                    let task = next.fetch_add(1, Ordering::Relaxed);
                    let Some(place) = results.get(task) else { break };
                    let result = work(task);
                    if let Ok(mut place) = place.lock() {
                        *place = Some(result);
                    }
                }
            });
        }
    });
    results
        .into_iter()
        .filter_map(|place| place.into_inner().ok().flatten())
        .collect()
}

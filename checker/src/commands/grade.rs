//! `checker grade [DIR…]`: submissions. Of each only the learners' files are read; all else is this workspace's.

use crate::cli::{Format, Grade};
use crate::commands::{Exit, Session, say};
use crate::confine::{Guarded, Sandbox};
use crate::error::Error;
use crate::evidence::Evidence;
use crate::exercise::Exercise;
use crate::pipeline::{Answer, Pipeline};
use crate::process::{Launch, System};
use crate::progress;
use crate::render::{human, json};
use crate::state;
use crate::suite::Suite;
use crate::verdict::{Status, Verdict, judge};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A submission and what is said about it.
pub struct Submission {
    pub name: String,
    pub graded: Vec<Graded>,
}

pub struct Graded {
    /// The exercise's folder.
    pub exercise: String,
    pub verdict: Verdict,
}

impl Submission {
    pub fn points(&self) -> f64 {
        self.graded.iter().map(|graded| graded.verdict.points()).sum()
    }

    pub fn max_points(&self) -> f64 {
        self.graded.iter().map(|graded| graded.verdict.max_points()).sum()
    }
}

/// No answer to any exercise comes near it; a file of gigabytes is not read into memory.
const LARGEST: u64 = 1 << 20;

pub fn run(session: &Session, arguments: &Grade) -> Result<Exit, Error> {
    let exercises = session.select(&arguments.exercises)?;
    let suites: Vec<Suite> = exercises
        .iter()
        .map(|exercise| session.suite(exercise))
        .collect::<Result<_, _>>()?;
    let directories = match &arguments.directories[..] {
        [] => vec![session.workspace.root.clone()],
        given => given.to_vec(),
    };
    if let Some(output) = &arguments.output {
        // Found out before an hour of grading, not after it.
        state::write_whole(output, "")?;
    }
    let sandbox = Sandbox::for_grading(&System, arguments.confinement)?;
    let guarded = Guarded {
        inner: &System,
        sandbox,
        most: arguments.most_seconds.map(Duration::from_secs_f64),
    };
    let submissions = grade(session, &guarded, &directories, &exercises, &suites)?;
    let report = match arguments.format {
        Format::Human => human::grades(&submissions, session.look),
        Format::Json => json::report(&submissions),
    };
    match &arguments.output {
        Some(output) => state::write_whole(output, &report)?,
        None => say(&report),
    }
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

fn grade(
    session: &Session,
    launcher: &dyn Launch,
    directories: &[PathBuf],
    exercises: &[&Exercise],
    suites: &[Suite],
) -> Result<Vec<Submission>, Error> {
    let tasks: Vec<(usize, usize)> = (0..directories.len())
        .flat_map(|folder| (0..exercises.len()).map(move |exercise| (folder, exercise)))
        .collect();
    let pipeline = Pipeline {
        launcher,
        ..session.pipeline(tasks.len() == 1)?
    };
    let bar = progress::bar(tasks.len(), "grading");
    let verdicts = in_parallel(session.jobs, tasks.len(), |task| {
        let (folder, exercise) = tasks[task];
        let verdict = one(&pipeline, &directories[folder], exercises[exercise], &suites[exercise]);
        bar.inc(1);
        verdict
    });
    bar.finish_and_clear();
    let mut verdicts = verdicts.into_iter();
    let submissions = directories.iter().map(|directory| Submission {
        name: name(directory),
        graded: exercises
            .iter()
            .zip(verdicts.by_ref())
            .map(|(exercise, verdict)| Graded {
                exercise: exercise.folder.clone(),
                verdict,
            })
            .collect(),
    });
    Ok(submissions.collect())
}

fn one(pipeline: &Pipeline, directory: &Path, exercise: &Exercise, suite: &Suite) -> Verdict {
    match submitted(directory, exercise) {
        Ok(file) => {
            let (text, label) = match &file {
                Some((text, path)) => (Some(text.as_str()), path.display().to_string()),
                None => (None, exercise.answer_label()),
            };
            pipeline.examine(Answer {
                exercise,
                suite,
                text,
                label: &label,
            })
        }
        Err(Refused::Theirs(error)) => judge(suite, &Evidence::Unusable(error), 0),
        Err(Refused::Ours(error)) => judge(suite, &Evidence::Trouble(error.to_string()), 0),
    }
}

/// Why there is no file to look at, and whose fault that is.
enum Refused {
    /// Whoever handed it in must mend it.
    Theirs(Error),
    Ours(Error),
}

/// The learner's file in a submission, if there is one: its text and its place.
fn submitted(directory: &Path, exercise: &Exercise) -> Result<Option<(String, PathBuf)>, Refused> {
    let reading = |path: &Path, error: &std::io::Error| Refused::Ours(Error::reading(path, error));
    std::fs::read_dir(directory).map_err(|error| reading(directory, &error))?;
    let root = directory.canonicalize().map_err(|error| reading(directory, &error))?;
    for layout in [
        Path::new("exercises").join(&exercise.folder),
        PathBuf::from(&exercise.folder),
    ] {
        let path = directory.join(layout).join("src").join("lib.rs");
        let real = match path.canonicalize() {
            Ok(real) => real,
            Err(_) if path.is_symlink() => return Err(no_file(&path)),
            Err(error) if is_absent(&error) => continue,
            Err(error) => return Err(reading(&path, &error)),
        };
        // A link out of the submission could show files of the grader's, or hang on a device.
        if !real.starts_with(&root) || !real.is_file() {
            return Err(no_file(&path));
        }
        let mut bytes = Vec::new();
        let file = std::fs::File::open(&real).map_err(|error| reading(&path, &error))?;
        file.take(LARGEST + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| reading(&path, &error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(Refused::Theirs(Error::new(
                format!("{} is larger than 1 MiB", path.display()),
                "Hand in a smaller file.",
            )));
        }
        return Ok(Some((String::from_utf8_lossy(&bytes).into_owned(), path)));
    }
    Ok(None)
}

fn no_file(path: &Path) -> Refused {
    Refused::Theirs(Error::new(
        format!("{} is not a file of the submission", path.display()),
        "Hand in the file itself instead of a link.",
    ))
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

//! `checker dev bench --grade`: how long does a class take, and how much memory? Next to what a fresh build and run of everything takes, as
//! a grader without a cache would have it for each submission.
//!
//! The class is made of the authors' answers: in ten, one stub, one solution, three other right answers and five wrong ones.

use super::Floor;
use crate::commands::dev_check::{Case, Role, cases};
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::process::{Running, is_ending};
use crate::state;
use crate::suite::Suite;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The target, on two processors.
const SECONDS: f64 = 4.0;
const BYTES: u64 = 2 << 30;

pub fn run(session: &Session, submissions: usize) -> Result<Exit, Error> {
    let exercises = session.select(&[])?;
    let suites: Vec<Suite> = exercises
        .iter()
        .map(|exercise| session.suite(exercise))
        .collect::<Result<_, _>>()?;
    let mut complaints = Vec::new();
    let cases = cases(session, &exercises, &suites, &mut complaints)?;
    let folder = session.workspace.scratch.join("bench").join("class");
    // What is there is of an earlier class.
    let _ = std::fs::remove_dir_all(&folder);
    let mut class = Vec::new();
    for number in 0..submissions {
        let submission = folder.join(format!("submission-{:03}", number + 1));
        for (at, exercise) in exercises.iter().enumerate() {
            let answers: Vec<&Case> = cases.iter().filter(|case| case.exercise == *exercise).collect();
            if let Some(case) = pick(&answers, number, at) {
                state::write_whole(&submission.join(&exercise.folder).join("src/lib.rs"), &case.text)?;
            }
        }
        class.push(submission);
    }
    // Built once for all classes, and so not measured here.
    drop(session.pipeline(false)?);
    let (took, peak) = grade(session, &class, &folder)?;
    let each = took.as_secs_f64() / submissions as f64;
    say(&format!(
        "{submissions} submissions of {} exercises, {} at a time\n  grade               {:>8.1} s, {each:.2} s a submission (target on 2 processors: {SECONDS} s)\n",
        exercises.len(),
        session.jobs,
        took.as_secs_f64(),
    ));
    say(&match &peak {
        Some(peak) => format!(
            "  resident memory     {:>8} MiB at most, of it the checker {} MiB (target: {} MiB)\n",
            peak.all >> 20,
            peak.checker >> 20,
            BYTES >> 20
        ),
        None => "  resident memory     is measured on Linux only\n".to_owned(),
    });
    let fresh = fresh(session, &exercises, &suites)?.as_secs_f64();
    say(&format!(
        "  fresh build and run {fresh:>8.1} s a submission, {:.0} times as long\n",
        fresh / each
    ));
    Ok(Exit::from(each <= SECONDS && peak.is_none_or(|peak| peak.all < BYTES)))
}

/// Always the same answer for the same submission and exercise.
fn pick<'a, 'b>(answers: &[&'a Case<'b>], number: usize, exercise: usize) -> Option<&'a Case<'b>> {
    let is_wanted: fn(&Role) -> bool = match (number + 3 * exercise) % 10 {
        0 => |role| *role == Role::Stub,
        1 => |role| *role == Role::Solution,
        2..=4 => |role| *role == Role::Right,
        _ => |role| matches!(role, Role::Wrong(_)),
    };
    let wanted: Vec<&&Case> = answers.iter().filter(|case| is_wanted(&case.role)).collect();
    wanted.get(number % wanted.len().max(1)).map(|case| **case)
}

/// The most resident memory at any time, in bytes.
struct Peak {
    checker: u64,
    /// With everything that it has started.
    all: u64,
}

fn grade(session: &Session, class: &[PathBuf], folder: &Path) -> Result<(Duration, Option<Peak>), Error> {
    let own = std::env::current_exe().map_err(|error| Error::starting("the checker itself", &error))?;
    let name = own.display().to_string();
    let output = folder.join("report.json");
    let start = Instant::now();
    let _alive = Running::begin();
    let mut child = Command::new(&own)
        .arg("--root")
        .arg(&session.workspace.root)
        .args([
            "--jobs",
            &session.jobs.to_string(),
            "grade",
            "--format",
            "json",
            "--output",
        ])
        .arg(&output)
        .args(class)
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| Error::starting(&name, &error))?;
    let mut peak: Option<Peak> = None;
    let status = loop {
        let ended = child.try_wait().map_err(|error| Error::starting(&name, &error))?;
        if let Some(status) = ended {
            break status;
        }
        if let Some((checker, all)) = memory(child.id()) {
            let known = peak.get_or_insert(Peak { checker: 0, all: 0 });
            known.checker = known.checker.max(checker);
            known.all = known.all.max(all);
        }
        if is_ending() {
            // Whoever asked this process to end may not have asked that one. It ends what it has started by itself.
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(25));
    };
    if status.success() {
        return Ok((start.elapsed(), peak));
    }
    Err(Error::new(
        format!("grading the class in {} failed ({status})", folder.display()),
        "Its own messages, above, say why.",
    ))
}

/// The memory of a process at its peak, and what it and its descendants have now.
#[cfg(target_os = "linux")]
fn memory(id: u32) -> Option<(u64, u64)> {
    let field = |id: u32, name: &str| -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.split_whitespace().next()?.parse().ok()
    };
    let everybody = std::fs::read_dir("/proc").ok()?.flatten();
    let ids = everybody.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parents: Vec<(u32, u32)> = ids
        .filter_map(|id| Some((id, u32::try_from(field(id, "PPid:")?).ok()?)))
        .collect();
    let mut family = vec![id];
    let mut at = 0;
    while let Some(&parent) = family.get(at) {
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(child, _)| *child));
        at += 1;
    }
    let all: u64 = family.iter().filter_map(|&id| field(id, "VmRSS:")).sum();
    Some((field(id, "VmHWM:")? << 10, all << 10))
}

#[cfg(not(target_os = "linux"))]
fn memory(_: u32) -> Option<(u64, u64)> {
    None
}

/// Builds and runs everything once with an empty target folder, the solutions as answers. What cargo downloads it has already.
fn fresh(session: &Session, exercises: &[&crate::exercise::Exercise], suites: &[Suite]) -> Result<Duration, Error> {
    let folder = session.workspace.scratch.join("bench").join("fresh");
    let target = folder.join("target");
    let _ = std::fs::remove_dir_all(&target);
    let mut total = Duration::ZERO;
    for (exercise, suite) in exercises.iter().zip(suites) {
        let solution = session
            .workspace
            .root
            .join("solutions")
            .join(&exercise.folder)
            .join("src/lib.rs");
        let source = std::fs::read_to_string(&solution).map_err(|error| Error::reading(&solution, &error))?;
        let own = folder.join(&exercise.folder);
        let floor = Floor::generate(session, exercise, suite, &source, own, target.clone())?;
        let (build, run) = floor.measure("")?;
        total += build + run;
    }
    // It is large, and nobody needs it any more.
    let _ = std::fs::remove_dir_all(&target);
    Ok(total)
}

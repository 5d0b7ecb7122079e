//! `checker dev bench`: from an edit to the whole verdict, next to the least that cargo needs for the same crates.
//!
//! The floor is `cargo build` of a generated workspace (the answer and the suites in the three worlds) after the same edit, plus
//! running what it built. Answer: the exercise's solution. Both are measured with a real edit before each run.

pub mod class;
pub mod engines;
mod floor;
pub mod learner;

use crate::commands::{Exit, Session, say};
use crate::engines::Engines;
use crate::error::Error;
use crate::exercise::Exercise;
use crate::pipeline::{Answer, Pipeline};
use crate::process::{Limits, System};
use crate::suite::Suite;
use floor::Floor;
use std::time::{Duration, Instant};

/// Limits for what is trusted and takes as long as it takes.
const PATIENT: Limits = Limits {
    wall: Duration::from_secs(900),
    silence: Duration::from_secs(900),
    busy_silence: Duration::from_secs(900),
    memory: u64::MAX,
    threads: u64::MAX,
    stdout: 64 << 20,
    stderr: 1 << 20,
};

pub fn run(session: &Session, name: &str, rounds: usize) -> Result<Exit, Error> {
    let exercise = session.find(name)?;
    let suite = session.suite(exercise)?;
    let solution = session.workspace.solution(exercise);
    let source = std::fs::read_to_string(&solution).map_err(|error| Error::reading(&solution, &error))?;
    let pipeline = session.pipeline(true)?;
    let folder = session.workspace.scratch.join("bench");
    let target = folder.join("target");
    let floor = Floor::generate(session, exercise, &suite, &source, folder, target)?;
    say(&format!(
        "{}: median of {rounds} runs, each after an edit\n",
        exercise.folder
    ));
    // Once without the clock: the first build is not what is measured, and the disk's cache is warm afterwards.
    floor.measure("")?;
    let (mut bare, mut whole) = (Vec::new(), Vec::new());
    for round in 0..rounds.max(1) {
        let edited = format!("{source}\npub fn edit() -> usize {{\n    {round}\n}}\n");
        bare.push(floor.measure(&edited)?);
        whole.push(verdict(session, &pipeline, exercise, &suite, &edited)?);
    }
    let build = median(bare.iter().map(|(build, _)| *build).collect());
    let run = median(bare.iter().map(|(_, run)| *run).collect());
    let bare = median(bare.iter().map(|(build, run)| *build + *run).collect());
    let whole = median(whole);
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    let ms = |time: Duration| format!("{:>6.0} ms", time.as_secs_f64() * 1000.0);
    say(&format!(
        "  cargo build and run  {}  (build {}, run {})\n  edit to verdict      {}\n  ratio                {ratio:>9.2}\n",
        ms(bare),
        ms(build).trim(),
        ms(run).trim(),
        ms(whole)
    ));
    Ok(Exit::from(ratio <= 1.2))
}

/// What `checker check` does after an edit, but for starting the process: that is a few milliseconds and measured with it.
fn verdict(
    session: &Session,
    pipeline: &Pipeline,
    exercise: &Exercise,
    suite: &Suite,
    text: &str,
) -> Result<Duration, Error> {
    let start = Instant::now();
    Engines::ready(&session.workspace, &System)?;
    let label = exercise.answer_label();
    let verdict = pipeline.try_examine(Answer {
        exercise,
        suite,
        text: Some(text),
        label: &label,
    })?;
    let took = start.elapsed();
    match verdict.first_failure() {
        None => Ok(took),
        Some((check, why)) => Err(Error::new(
            format!(
                "the solution of {} does not pass `{}`: {}",
                exercise.folder, check.id, why.message
            ),
            "`checker dev check` says more.",
        )),
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

//! `checker dev bench --learner`: what a learner waits for, in a copy of the workspace, with whole processes.
//!
//! For each exercise: from a save to a compile error, from a save to the whole verdict, and the least that cargo needs for the same crates
//! ([`Floor`]); then the checker with nothing changed; and `rustlings run threads3` after an edit, where rustlings is installed. The
//! three alternate, so that whatever else the machine does hurts them alike.

use super::{Floor, PATIENT, median};
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::exercise::Exercise;
use crate::process::{End, Ended, Invocation, Launch, System};
use crate::state;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Milliseconds in which each should be done on two cores.
const VERDICT: u128 = 800;
const COMPILE_ERROR: u128 = 350;
const NOTHING_CHANGED: u128 = 400;
/// How much longer than cargo alone the whole verdict may take.
const OVER_CARGO: f64 = 1.15;

/// What rustlings' `threads3` sleeps: two threads send three numbers each, 250 ms apart.
const SLEEP_OF_THREADS3: Duration = Duration::from_millis(750);

pub fn run(session: &Session, rounds: usize) -> Result<Exit, Error> {
    let rounds = rounds.max(1);
    let copy = Copy::make(session)?;
    say(&format!(
        "median of {rounds} runs, {} processes at a time\n\n{:<26}{:>12}{:>12}{:>8}{:>16}\n",
        session.jobs, "", "cargo alone", "verdict", "ratio", "compile error"
    ));
    let (mut met, mut slowest) = (true, Duration::ZERO);
    for exercise in &session.exercises {
        let times = copy.exercise(session, exercise, rounds)?;
        let ratio = times.verdict.as_secs_f64() / times.cargo.as_secs_f64();
        say(&format!(
            "{:<26}{:>12}{:>12}{ratio:>8.2}{:>16}\n",
            exercise.folder,
            ms(times.cargo),
            ms(times.verdict),
            ms(times.compile_error)
        ));
        met &= ratio <= OVER_CARGO && times.verdict.as_millis() < VERDICT;
        met &= times.compile_error.as_millis() < COMPILE_ERROR;
        slowest = slowest.max(times.verdict);
    }
    let unchanged = copy.nothing_changed(session, rounds)?;
    met &= unchanged.as_millis() < NOTHING_CHANGED;
    say(&format!(
        "\n`cargo run -p checker`, nothing changed   {:>10}\n",
        ms(unchanged)
    ));
    // Not in the workspace, which rustlings would make its exercises a member of.
    let home = tempfile::tempdir().map_err(|error| Error::writing(Path::new("a temporary folder"), &error))?;
    match rustlings(home.path(), rounds)? {
        Some(theirs) => {
            say(&format!(
                "`rustlings run threads3`, after an edit  {:>10}  (less its sleep of 750 ms)\n",
                ms(theirs)
            ));
            met &= slowest < theirs;
        }
        None => say("rustlings is not installed, so there is nothing to compare with: `cargo install rustlings`.\n"),
    }
    say(&format!(
        "\ntargets: verdict <= {OVER_CARGO} of cargo alone and < {VERDICT} ms, compile error < {COMPILE_ERROR} ms, nothing changed < {NOTHING_CHANGED} ms\n"
    ));
    Ok(Exit::from(met))
}

fn ms(time: Duration) -> String {
    format!("{} ms", time.as_millis())
}

struct Times {
    cargo: Duration,
    verdict: Duration,
    compile_error: Duration,
}

/// A workspace that the learner's edits are made in: the exercises and the suites.
struct Copy {
    folder: PathBuf,
    checker: PathBuf,
}

impl Copy {
    /// Every exercise of the copy is solved.
    fn make(session: &Session) -> Result<Copy, Error> {
        let checker = std::env::current_exe().map_err(|error| {
            Error::new(
                format!("the checker doesn't know its own place: {error}"),
                "Run it again.",
            )
        })?;
        let folder = session.workspace.scratch.join("bench-learner");
        let copy = Copy { folder, checker };
        for part in ["exercises", "tests/suites"] {
            copy_folder(&session.workspace.root.join(part), &copy.folder.join(part))?;
        }
        for exercise in &session.exercises {
            copy.save(exercise, &solution(session, exercise)?)?;
        }
        Ok(copy)
    }

    fn exercise(&self, session: &Session, exercise: &Exercise, rounds: usize) -> Result<Times, Error> {
        let solution = solution(session, exercise)?;
        let suite = session.suite(exercise)?;
        let folder = session.workspace.scratch.join("bench");
        let target = folder.join("target");
        let floor = Floor::generate(session, exercise, &suite, &solution, folder, target)?;
        // Once without the clock: the first build is not what is measured, and the disk's cache is warm afterwards.
        floor.measure("")?;
        let (mut cargo, mut verdict, mut compile_error) = (Vec::new(), Vec::new(), Vec::new());
        for round in 0..=rounds {
            let edited = format!("{solution}\npub fn edit() -> usize {{\n    {round}\n}}\n");
            let (build, run) = floor.measure(&edited)?;
            let whole = self.check(exercise, &edited, 0)?;
            let wrong = self.check(exercise, &edited.replace("-> usize", "-> String"), 1)?;
            if round > 0 {
                cargo.push(build + run);
                verdict.push(whole);
                compile_error.push(wrong);
            }
        }
        self.check(exercise, &solution, 0)?;
        Ok(Times {
            cargo: median(cargo),
            verdict: median(verdict),
            compile_error: median(compile_error),
        })
    }

    fn save(&self, exercise: &Exercise, text: &str) -> Result<(), Error> {
        let file = self.folder.join(exercise.answer_label());
        std::fs::write(&file, text).map_err(|error| Error::writing(&file, &error))
    }

    /// From the save to the end of `checker check`.
    fn check(&self, exercise: &Exercise, text: &str, status: i32) -> Result<Duration, Error> {
        self.save(exercise, text)?;
        let arguments = ["check", &exercise.name, "--root"].map(OsString::from);
        let start = Instant::now();
        let ended = self.start(self.checker.clone(), arguments.into(), &self.folder)?;
        let took = start.elapsed();
        expect(&ended, status, &format!("`checker check {}`", exercise.name))?;
        Ok(took)
    }

    /// Everything is done, and was checked before.
    fn nothing_changed(&self, session: &Session, rounds: usize) -> Result<Duration, Error> {
        let mut times = Vec::new();
        for round in 0..=rounds {
            let arguments = ["run", "--quiet", "--package", "checker", "--", "--root"].map(OsString::from);
            let start = Instant::now();
            let ended = self.start("cargo".into(), arguments.into(), &session.workspace.engines)?;
            let took = start.elapsed();
            expect(&ended, 0, "`cargo run -p checker`")?;
            if round > 0 {
                times.push(took);
            }
        }
        Ok(median(times))
    }

    /// Starts a command whose last argument is to be the copy's folder.
    fn start(&self, program: PathBuf, mut arguments: Vec<OsString>, directory: &Path) -> Result<Ended, Error> {
        arguments.push(self.folder.clone().into_os_string());
        launch(program, arguments, directory, b"")
    }
}

/// `rustlings run threads3` after an edit. `None`: it is not installed.
fn rustlings(folder: &Path, rounds: usize) -> Result<Option<Duration>, Error> {
    let start = |arguments: &[&str], directory: &Path| {
        let arguments = arguments.iter().map(OsString::from).collect();
        launch("rustlings".into(), arguments, directory, b"\n")
    };
    let home = folder.join("rustlings");
    if start(&["--version"], folder).is_err() {
        return Ok(None);
    }
    expect(&start(&["init"], folder)?, 0, "`rustlings init`")?;
    let solution = home.join("solutions/20_threads/threads3.rs");
    let exercise = home.join("exercises/20_threads/threads3.rs");
    // They keep the solution back until the exercise is done.
    let text = match std::fs::read_to_string(&solution) {
        Ok(text) if text.contains("fn send_tx") => text,
        _ => {
            let stub = std::fs::read_to_string(&exercise).map_err(|error| Error::reading(&exercise, &error))?;
            stub.replace(
                "fn send_tx(q: Queue, tx: mpsc::Sender<u32>) {",
                "fn send_tx(q: Queue, tx: mpsc::Sender<u32>) {\n    let tx2 = tx.clone();",
            )
            .replacen("tx.send(val)", "tx2.send(val)", 1)
        }
    };
    let mut times = Vec::new();
    for round in 0..=rounds {
        let edited = format!("{text}\npub fn edit() -> usize {{\n    {round}\n}}\n");
        std::fs::write(&exercise, edited).map_err(|error| Error::writing(&exercise, &error))?;
        let begin = Instant::now();
        let ended = start(&["run", "threads3"], &home)?;
        let took = begin.elapsed();
        expect(&ended, 0, "`rustlings run threads3`")?;
        if round > 0 {
            times.push(took.saturating_sub(SLEEP_OF_THREADS3));
        }
    }
    Ok(Some(median(times)))
}

fn launch(program: PathBuf, arguments: Vec<OsString>, directory: &Path, input: &[u8]) -> Result<Ended, Error> {
    System.launch(&Invocation {
        needs: None,
        program,
        arguments,
        directory: directory.to_path_buf(),
        inherits_environment: true,
        input: input.to_vec(),
        limits: PATIENT,
        pulse: None,
        cancelled: Arc::default(),
    })
}

fn expect(ended: &Ended, status: i32, what: &str) -> Result<(), Error> {
    if ended.end == End::Exited(status) {
        return Ok(());
    }
    let said = [&ended.stdout, &ended.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    Err(Error::new(
        format!(
            "{what} ended with {:?} and not with status {status}: {}",
            ended.end,
            said.concat()
        ),
        "`checker dev check` tells whether the solutions pass.",
    ))
}

fn solution(session: &Session, exercise: &Exercise) -> Result<String, Error> {
    let path = session.workspace.solution(exercise);
    std::fs::read_to_string(&path).map_err(|error| Error::reading(&path, &error))
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), Error> {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten() {
        let Ok(relative) = entry.path().strip_prefix(from) else {
            continue;
        };
        if entry.file_type().is_file() {
            let text = std::fs::read_to_string(entry.path()).map_err(|error| Error::reading(entry.path(), &error))?;
            state::write_whole(&to.join(relative), &text)?;
        }
    }
    Ok(())
}

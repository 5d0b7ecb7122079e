//! What was observed. In: a suite's process, or the built program. Out: for each check what its process said, or how it died.
//!
//! A check counts only by a record with the nonce that the answer never sees. When a process dies in the middle of a check,
//! that check did it, and a new process is started for the checks that are left.

use crate::compile::Diagnostic;
use crate::completion;
use crate::confine::Needs;
use crate::error::Error;
use crate::forbid::{Refusal, Todo};
use crate::process::{End, Ended, Invocation, Launch, Limits, Stop};
use crate::suite::{Program, Suite, World};
use recorder::Story;
use recorder::wire::{Finished, Plan, Record};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Everything that is known about one answer.
#[derive(Debug, Clone)]
pub enum Evidence {
    /// There is no file, or nothing in it.
    Missing,
    /// There is something, but nothing that could be graded: a link, a device, a damaged archive, a file of gigabytes.
    Unusable(Error),
    /// The source has something in it that cannot be graded.
    Forbidden(Vec<Refusal>),
    /// rustc refuses the answer itself.
    DoesNotCompile(Vec<Diagnostic>),
    /// It compiles, and a `todo!()` is still there.
    Unfinished(Todo),
    /// It ran, as far as it came; in the order of reports.
    Ran(Vec<(World, Observed)>),
    /// The checker itself failed.
    Trouble(String),
}

/// What was seen in one world.
#[derive(Debug, Clone)]
pub enum Observed {
    /// The answer compiles over the real std and not over the stand-in.
    StandInLacks(Vec<Diagnostic>),
    /// The answer compiles and does not fit what the suite, or the given `main.rs`, calls.
    DoesNotFit(Vec<Diagnostic>, Vec<String>),
    /// Each check of the world, in order.
    Checks(Vec<Observation>),
    Program(ProgramRun),
}

impl Observed {
    /// What happened in an interleaving that was run again, in full.
    pub fn replayed(&self) -> Option<&Story> {
        match self {
            Observed::Checks(observations) => observations.iter().find_map(|observation| match observation {
                Observation::Finished(finished) => {
                    let failing = finished.mistake.as_ref().and_then(|mistake| mistake.story.as_ref());
                    finished.story.as_ref().or(failing)
                }
                Observation::Died(_) => None,
            }),
            Observed::StandInLacks(_) | Observed::DoesNotFit(..) | Observed::Program(_) => None,
        }
    }
}

/// What one check cost in one answer.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cost {
    /// `None`: it runs none, or died.
    pub interleavings: Option<u64>,
    /// Processor time in the stand-in worlds, time on the clock for a program on real threads.
    pub ms: f64,
}

impl Evidence {
    /// What each check that ran cost, by its id.
    pub fn costs(&self, suite: &Suite) -> BTreeMap<String, Cost> {
        let Evidence::Ran(worlds) = self else {
            return BTreeMap::new();
        };
        let mut costs = BTreeMap::new();
        for (world, observed) in worlds {
            let checks = suite.of(*world).map(|check| check.id.clone());
            match observed {
                Observed::Checks(observations) => costs.extend(checks.zip(observations.iter().map(Observation::cost))),
                Observed::Program(run) => {
                    let ms = run.took.as_secs_f64() * 1000.0;
                    let interleavings = None;
                    costs.extend(checks.map(|id| (id, Cost { interleavings, ms })));
                }
                Observed::StandInLacks(_) | Observed::DoesNotFit(..) => {}
            }
        }
        costs
    }
}

impl Observation {
    pub fn failed(&self) -> bool {
        match self {
            Observation::Finished(finished) => finished.mistake.is_some(),
            Observation::Died(_) => true,
        }
    }

    fn cost(&self) -> Cost {
        match self {
            Observation::Finished(finished) => Cost {
                interleavings: Some(finished.interleavings),
                ms: finished.processor_ms,
            },
            Observation::Died(_) => Cost::default(),
        }
    }
}

/// What one check's process had to say.
#[derive(Debug, Clone)]
pub enum Observation {
    Finished(Box<Finished>),
    /// The process was gone before the check had finished.
    Died(Death),
}

/// How a process ended that should have gone on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Death {
    pub end: End,
    pub stderr: String,
}

/// One run of the built program on real threads.
#[derive(Debug, Clone)]
pub struct ProgramRun {
    pub end: End,
    /// Whether the given `main` has returned.
    pub completed: bool,
    pub stdout: String,
    pub stderr: String,
    /// The learner's file.
    pub source: String,
    pub asked: Program,
    pub took: Duration,
}

/// The limits of a suite's process. They are a backstop: the harness notices a loop without operations itself.
const SUITE_LIMITS: Limits = Limits {
    wall: Duration::from_secs(600),
    silence: Duration::from_secs(60),
    busy_silence: Duration::from_secs(30),
    memory: 2 << 30,
    threads: 1000,
    stdout: 16 << 20,
    stderr: 64 << 10,
};

/// A suite that is built and ready to run.
pub struct SuiteRun<'a> {
    pub launcher: &'a dyn Launch,
    pub binary: &'a Path,
    /// An empty folder.
    pub directory: &'a Path,
    /// The answer's text.
    pub source: &'a str,
    /// The token of the only interleaving to run.
    pub replay: Option<String>,
    /// Whether to leave out the checks after one that fails.
    pub until_a_failure: bool,
    /// Hears of each check as it ends, in order.
    pub tell: &'a dyn Fn(&Observation),
    pub cancelled: Arc<AtomicBool>,
}

impl SuiteRun<'_> {
    /// Runs the checks and returns an observation for each, in order; fewer, if one of them had to be stopped or nothing after a failure
    /// is asked for. `None`: cancelled.
    pub fn observe(&self, checks: &[String]) -> Result<Option<Vec<Observation>>, Error> {
        let mut observations: Vec<Option<Observation>> = vec![None; checks.len()];
        while let Some(first) = observations.iter().position(Option::is_none) {
            let left: Vec<usize> = (0..checks.len())
                .filter(|&check| observations[check].is_none())
                .collect();
            let nonce = nonce()?;
            let place = |id: &str| left.iter().copied().find(|&check| checks[check] == id);
            let (mut running, mut any, mut done) = (None, false, false);
            let mut hear = |line: &[u8]| match record(line, &nonce) {
                Some(Record::Started { check }) => running = place(&check),
                Some(Record::Finished(finished)) => {
                    if let Some(check) = place(&finished.check) {
                        let observation = Observation::Finished(finished);
                        (self.tell)(&observation);
                        observations[check] = Some(observation);
                        any = true;
                    }
                    running = None;
                }
                Some(Record::Done) => done = true,
                None => {}
            };
            let wanted = left.iter().map(|&check| checks[check].clone()).collect();
            let ended = self.start(&nonce, wanted, &mut hear)?;
            if ended.end == End::Stopped(Stop::Cancelled) {
                return Ok(None);
            }
            match running {
                Some(check) => {
                    let observation = Observation::Died(death(&ended));
                    (self.tell)(&observation);
                    observations[check] = Some(observation);
                    if matches!(ended.end, End::Stopped(_)) {
                        // Each of the others would use up as much again.
                        break;
                    }
                }
                // Every round must settle something, or there would be no end.
                None if !any => {
                    let said = String::from_utf8_lossy(&ended.stderr).trim().to_owned();
                    return Err(Error::new(
                        format!(
                            "the suite {} ended ({:?}, done: {done}) before its check `{}`: {said}",
                            self.binary.display(),
                            ended.end,
                            checks[first]
                        ),
                        "This is a fault of the checker's or of the suite's, not of the answer.",
                    ));
                }
                None => {}
            }
            if self.until_a_failure && observations.iter().flatten().any(Observation::failed) {
                break;
            }
        }
        Ok(Some(
            observations.into_iter().map_while(|observation| observation).collect(),
        ))
    }

    fn start(&self, nonce: &str, checks: Vec<String>, hear: &mut dyn FnMut(&[u8])) -> Result<Ended, Error> {
        let plan = Plan {
            nonce: nonce.to_owned(),
            checks,
            replay: self.replay.clone(),
            source: self.source.to_owned(),
            until_a_failure: self.until_a_failure,
        };
        let mut input = serde_json::to_string(&plan).map_err(|error| {
            Error::new(
                format!("a plan cannot be written: {error}"),
                "This is a fault of the checker's.",
            )
        })?;
        input.push('\n');
        let invocation = Invocation {
            program: self.binary.to_path_buf(),
            arguments: Vec::new(),
            directory: self.directory.to_path_buf(),
            inherits_environment: false,
            input: input.into_bytes(),
            limits: SUITE_LIMITS,
            pulse: Some(format!("{nonce} ")),
            needs: Some(only(self.binary)),
            cancelled: Arc::clone(&self.cancelled),
        };
        self.launcher.launch_and_hear(&invocation, hear)
    }
}

/// A program needs nothing but itself.
fn only(binary: &Path) -> Needs {
    Needs {
        reads: vec![binary.to_path_buf()],
        ..Needs::default()
    }
}

/// Runs the built program.
pub fn run_program(
    launcher: &dyn Launch,
    binary: PathBuf,
    directory: &Path,
    asked: &Program,
    source: &str,
    cancelled: Arc<AtomicBool>,
) -> Result<Option<ProgramRun>, Error> {
    let wall = Duration::from_secs_f64(asked.seconds.clamp(0.1, 600.0));
    let start = Instant::now();
    let nonce = nonce()?;
    let ended = launcher.launch(&Invocation {
        needs: Some(only(&binary)),
        program: binary,
        arguments: asked.arguments.iter().map(Into::into).collect(),
        directory: directory.to_path_buf(),
        inherits_environment: false,
        input: format!("{nonce}\n").into_bytes(),
        limits: Limits {
            wall,
            silence: wall * 2,
            busy_silence: wall * 3,
            memory: 2 << 30,
            threads: 4000,
            stdout: 1 << 20,
            stderr: 64 << 10,
        },
        pulse: None,
        cancelled,
    })?;
    if ended.end == End::Stopped(Stop::Cancelled) {
        return Ok(None);
    }
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (stdout, completed) = completion::taken(&text(&ended.stdout), &nonce);
    let stderr = text(&ended.stderr);
    Ok(Some(ProgramRun {
        end: ended.end,
        completed,
        stdout,
        stderr,
        source: source.to_owned(),
        asked: asked.clone(),
        took: start.elapsed(),
    }))
}

/// The record in a line of a process, if it begins with the nonce.
fn record(line: &[u8], nonce: &str) -> Option<Record> {
    let line = std::str::from_utf8(line).ok()?;
    let record = line.strip_prefix(nonce)?.strip_prefix(' ')?;
    serde_json::from_str(record).ok()
}

fn death(ended: &Ended) -> Death {
    Death {
        end: ended.end,
        stderr: String::from_utf8_lossy(&ended.stderr).into_owned(),
    }
}

/// 128 bits that nobody can guess.
pub fn nonce() -> Result<String, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        Error::new(
            format!("the system gives no random numbers: {error}"),
            "Run the command again; if it stays so, restart the machine.",
        )
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    /// Answers each launch with the next script, in which NONCE stands for the plan's.
    struct Scripts(Mutex<Vec<(End, &'static str)>>);

    impl Launch for Scripts {
        fn launch_and_hear(&self, invocation: &Invocation, hear: &mut dyn FnMut(&[u8])) -> Result<Ended, Error> {
            let plan: Plan = serde_json::from_slice(&invocation.input).unwrap();
            let (end, script) = self.0.lock().unwrap().remove(0);
            let stdout = script.replace("NONCE", &plan.nonce).into_bytes();
            stdout.split(|&byte| byte == b'\n').for_each(hear);
            Ok(Ended {
                end,
                stdout,
                stderr: Vec::new(),
            })
        }
    }

    fn observe(scripts: &[(End, &'static str)], until_a_failure: bool) -> Result<Vec<String>, Error> {
        let launcher = Scripts(Mutex::new(scripts.to_vec()));
        let (binary, directory) = (Path::new("suite"), Path::new("."));
        let told = std::cell::RefCell::new(Vec::new());
        let run = SuiteRun {
            launcher: &launcher,
            binary,
            directory,
            source: "",
            replay: None,
            until_a_failure,
            tell: &|observation| told.borrow_mut().push(in_words(observation)),
            cancelled: Arc::default(),
        };
        let observations = run.observe(&["a".to_owned(), "b".to_owned(), "c".to_owned()])?;
        let words: Vec<String> = observations.unwrap().iter().map(in_words).collect();
        assert_eq!(
            words,
            *told.borrow(),
            "what was told on the way is the same, in the same order"
        );
        Ok(words)
    }

    fn in_words(observation: &Observation) -> String {
        match observation {
            Observation::Finished(finished) => format!("{} finished", finished.check),
            Observation::Died(death) => format!("died: {:?}", death.end),
        }
    }

    const STARTED_A: &str = "NONCE {\"record\":\"started\",\"check\":\"a\"}\n";
    const ALL: &str = concat!(
        "NONCE {\"record\":\"finished\",\"check\":\"a\",\"interleavings\":1,\"preemptions\":0,\"exhausted\":true,\"simulated_ms\":null,\"mistake\":null,\"note\":null}\n",
        "NONCE {\"record\":\"finished\",\"check\":\"b\",\"interleavings\":1,\"preemptions\":0,\"exhausted\":true,\"simulated_ms\":null,\"mistake\":null,\"note\":null}\n",
        "NONCE {\"record\":\"finished\",\"check\":\"c\",\"interleavings\":1,\"preemptions\":0,\"exhausted\":true,\"simulated_ms\":null,\"mistake\":null,\"note\":null}\n",
        "NONCE {\"record\":\"done\"}\n"
    );

    #[test]
    fn a_death_is_the_running_checks_and_the_rest_goes_on() {
        let seen = observe(&[(End::Signalled(11), STARTED_A), (End::Exited(0), ALL)], false).unwrap();
        assert_eq!(seen, ["died: Signalled(11)", "b finished", "c finished"]);
    }

    #[test]
    fn nothing_is_started_after_a_failure_if_nobody_wants_to_know() {
        let seen = observe(&[(End::Signalled(11), STARTED_A)], true).unwrap();
        assert_eq!(seen, ["died: Signalled(11)"]);
        let first = ALL.split('\n').next().unwrap();
        let mistake = "\"mistake\":{\"kind\":\"deadlock\",\"message\":\"\",\"lines\":[],\"help\":null,\"story\":null}";
        let failed: &'static str = Box::leak(first.replace("\"mistake\":null", mistake).into_boxed_str());
        assert_eq!(observe(&[(End::Exited(0), failed)], true).unwrap(), ["a finished"]);
    }

    #[test]
    fn a_record_without_the_nonce_counts_for_nothing() {
        let forged: &'static str = Box::leak(ALL.replace("NONCE", "0123456789abcdef").into_boxed_str());
        assert!(observe(&[(End::Exited(0), forged)], false).is_err());
    }
}

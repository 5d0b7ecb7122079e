//! `checker dev bench --engines`: executions a second in the two stand-in worlds, next to bare shuttle and bare loom with the same programs.
//!
//! The programs and the drivers of the engines are in `checker/engine-bench`. Each engine runs each program for a while, one engine after the other and then all again, so that whatever else the machine
//! does hurts them alike. A ratio is taken within a round; rates and ratios are medians over the rounds.

use super::PATIENT;
use crate::commands::{Exit, Session, say};
use crate::error::Error;
use crate::process::{End, Ended, Invocation, Launch, System};
use serde::Deserialize;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// In the order of the table.
const PROGRAMS: [&str; 4] = ["mutex_counter", "mpsc_pipeline", "philosophers", "pool"];

/// The lines of the table: engine, and whether it records.
const ENGINES: [(&str, bool); 8] = [
    ("simulated", false),
    ("simulated", true),
    ("simulated, reduced", false),
    ("shuttle, random", false),
    ("shuttle, depth first", false),
    ("loom world", false),
    ("loom world", true),
    ("bare loom", false),
];

/// What is compared: engine, whether it records, the bare ones of which the fastest counts, and how much more it may cost, if that is said.
type Comparison = ((&'static str, bool), &'static [&'static str], Option<f64>);

const SHUTTLE: &[&str] = &["shuttle, random", "shuttle, depth first"];
const LOOM: &[&str] = &["bare loom"];
const COMPARISONS: [Comparison; 5] = [
    (("simulated", false), SHUTTLE, Some(1.3)),
    (("simulated", true), SHUTTLE, Some(2.0)),
    (("simulated, reduced", false), SHUTTLE, None),
    (("loom world", false), LOOM, None),
    (("loom world", true), LOOM, None),
];

/// Seconds of processor time that a program runs on an engine in a round.
const SECONDS: &str = "0.5";

/// What a driver says.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Line {
    engine: String,
    program: String,
    recording: bool,
    executions_per_second: Option<f64>,
    /// Why the engine can't run the program.
    cannot: Option<String>,
}

type Round = Vec<Line>;

pub fn run(session: &Session, rounds: usize) -> Result<Exit, Error> {
    let drivers = build(session)?;
    let mut measured = Vec::new();
    for _ in 0..rounds.max(1) {
        let mut round = Round::new();
        for program in PROGRAMS {
            for driver in &drivers {
                round.extend(drive(session, driver, program)?);
            }
        }
        measured.push(round);
    }
    let (text, met) = table(&measured);
    say(&format!("median of {} rounds\n\n{text}", measured.len()));
    Ok(Exit::from(met))
}

/// Builds the four drivers. Out: where they are.
fn build(session: &Session) -> Result<Vec<PathBuf>, Error> {
    let target = session.workspace.target.join("engine-bench");
    let arguments = "build --quiet --locked --workspace --manifest-path checker/engine-bench/Cargo.toml";
    let mut arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
    arguments.extend(["--target-dir".into(), target.clone().into_os_string()]);
    let built = launch(session, "cargo".into(), arguments)?;
    if built.end != End::Exited(0) {
        let errors = String::from_utf8_lossy(&built.stderr);
        return Err(Error::new(
            format!("`cargo build` of checker/engine-bench failed: {errors}"),
            "Bare shuttle and bare loom come from the registry: is it within reach?",
        ));
    }
    let file = |name: &str| {
        let file = target.join("debug").join(name);
        file.with_extension(std::env::consts::EXE_EXTENSION)
    };
    Ok(["simulated_world", "bare_shuttle", "loom_world", "bare_loom"]
        .map(file)
        .into())
}

fn drive(session: &Session, driver: &Path, program: &str) -> Result<Vec<Line>, Error> {
    let ended = launch(session, driver.to_path_buf(), vec![program.into(), SECONDS.into()])?;
    let text = String::from_utf8_lossy(&ended.stdout).into_owned();
    let lines: Option<Vec<Line>> = text.lines().map(|line| serde_json::from_str(line).ok()).collect();
    lines
        .filter(|lines| !lines.is_empty() && ended.end == End::Exited(0))
        .ok_or_else(|| {
            let errors = String::from_utf8_lossy(&ended.stderr);
            Error::new(
                format!("{} {program}: {:?}: {text}{errors}", driver.display(), ended.end),
                "Run it by hand to see more.",
            )
        })
}

fn launch(session: &Session, program: PathBuf, arguments: Vec<OsString>) -> Result<Ended, Error> {
    System.launch(&Invocation {
        program,
        arguments,
        directory: session.workspace.engines.clone(),
        inherits_environment: true,
        input: Vec::new(),
        limits: PATIENT,
        pulse: None,
        needs: None,
        cancelled: Arc::default(),
    })
}

/// The rates and ratios, and whether all that has a target meets it.
fn table(rounds: &[Round]) -> (String, bool) {
    let line = |name: &str, cells: [String; 4]| {
        let cells = cells.map(|cell| format!("{cell:>14}"));
        format!("{name:<27}{}\n", cells.concat())
    };
    let mut text = line("executions a second", PROGRAMS.map(str::to_owned));
    for engine in ENGINES {
        let rate = |program| {
            let rates = rounds.iter().filter_map(|round| rate(round, engine, program));
            median(rates.collect()).map_or("-".to_owned(), |rate| format!("{rate:.0}"))
        };
        text += &line(&name(engine), PROGRAMS.map(rate));
    }
    text += "\ncost of an execution, next to the bare engine's\n";
    let mut met = true;
    for (ours, theirs, target) in COMPARISONS {
        let costs = PROGRAMS.map(|program| cost(rounds, ours, theirs, program));
        let cell = |cost: Option<f64>| cost.map_or("-".to_owned(), |cost| format!("{cost:.2}"));
        let verdict = target.map(|target| {
            let good = costs.iter().all(|cost| cost.is_some_and(|cost| cost <= target));
            met &= good;
            format!("  at most {target}: {}", if good { "met" } else { "missed" })
        });
        let row = line(&name(ours), costs.map(cell));
        text += &format!("{}{}\n", row.trim_end(), verdict.unwrap_or_default());
    }
    for said in rounds.first().into_iter().flatten() {
        if let Some(why) = &said.cannot {
            text += &format!("\n{} can't run {}: {why}\n", said.engine, said.program);
        }
    }
    (text, met)
}

fn name((engine, recording): (&str, bool)) -> String {
    format!("{engine}{}", if recording { ", recorded" } else { "" })
}

fn rate(round: &Round, (engine, recording): (&str, bool), program: &str) -> Option<f64> {
    round
        .iter()
        .find(|line| line.engine == engine && line.recording == recording && line.program == program)?
        .executions_per_second
}

/// How many times as long an execution takes as on the fastest of the bare engines.
fn cost(rounds: &[Round], ours: (&str, bool), theirs: &[&str], program: &str) -> Option<f64> {
    let cost = |round: &Round| {
        let bare = theirs.iter().filter_map(|engine| rate(round, (engine, false), program));
        Some(bare.reduce(f64::max)? / rate(round, ours, program)?)
    };
    median(rounds.iter().filter_map(cost).collect())
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A round in which every engine runs every program at this rate; bare loom can't run the pipeline.
    fn round(rate: impl Fn(&str, bool) -> f64) -> Round {
        let lines = ENGINES.iter().flat_map(|&(engine, recording)| {
            let rate = rate(engine, recording);
            PROGRAMS.map(|program| {
                let cannot = (engine, program) == ("bare loom", "mpsc_pipeline");
                Line {
                    engine: engine.to_owned(),
                    program: program.to_owned(),
                    recording,
                    executions_per_second: (!cannot).then_some(rate),
                    cannot: cannot.then(|| "deadlock".to_owned()),
                }
            })
        });
        lines.collect()
    }

    #[test]
    fn the_lines_of_the_drivers_are_read() {
        let measured = r#"{"engine": "e", "program": "p", "recording": true, "executions": 8, "seconds": 2.0, "executions_per_second": 4}"#;
        let cannot = r#"{"engine": "e", "program": "p", "recording": false, "cannot": "why"}"#;
        let read = |text: &str| serde_json::from_str::<Line>(text).unwrap();
        assert_eq!(read(measured).executions_per_second, Some(4.0));
        assert_eq!(read(cannot).cannot.as_deref(), Some("why"));
    }

    #[test]
    fn a_cost_is_taken_within_a_round_and_next_to_the_fastest_bare_engine() {
        let rates = |simulated: f64, shuttle: f64| {
            round(move |engine, _| match engine {
                "simulated" => simulated,
                "shuttle, depth first" => shuttle,
                _ => 10.0,
            })
        };
        // The machine was busy in the second round and idle in the third.
        let rounds = [rates(100.0, 120.0), rates(50.0, 60.0), rates(200.0, 240.0)];
        assert_eq!(cost(&rounds, ("simulated", false), SHUTTLE, "pool"), Some(1.2));
        let (text, met) = table(&rounds);
        assert!(met, "{text}");
        assert!(text.contains("at most 1.3: met"), "{text}");
        assert!(text.contains("bare loom can't run mpsc_pipeline: deadlock"), "{text}");
    }

    #[test]
    fn a_target_that_is_missed_is_said() {
        let slow = round(
            |engine, recording| {
                if engine == "simulated" && recording { 10.0 } else { 21.0 }
            },
        );
        let (text, met) = table(&[slow]);
        assert!(!met, "{text}");
        assert!(
            text.contains("at most 1.3: met") && text.contains("at most 2: missed"),
            "{text}"
        );
    }
}

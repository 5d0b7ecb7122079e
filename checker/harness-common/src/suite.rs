//! A suite's `main`: takes the plan from the checker, runs the checks, writes a record for each.

use crate::verdict::Verdict;
use crate::{current, watch};
use cpu_time::ProcessTime;
use recorder::wire::{Finished, Mistake, Plan, Record};
use std::io::Write;
use std::sync::Mutex;

/// A promise of the task, with what checks it.
pub struct Check {
    id: &'static str,
    run: fn() -> Verdict,
}

impl Check {
    pub fn new(id: &'static str, run: fn() -> Verdict) -> Check {
        Check { id, run }
    }
}

/// What a suite's `main` needs of the world it runs in.
#[derive(Debug, Clone, Copy)]
pub struct World {
    /// Takes the learner's file, for naming things by the learner's own names.
    pub set_source: fn(&str),
    /// Counts the engine's steps.
    pub beats: fn() -> u64,
    /// The learner's line of the last step.
    pub last_place: fn() -> Option<u32>,
}

/// Runs the checks that the plan on standard input asks for.
///
/// # Panics
/// If the plan is none: suites are run by the checker.
pub fn suite(checks: &[Check], world: World) {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).expect("a plan on standard input");
    let plan: Plan = serde_json::from_str(&line).expect("a plan as the checker writes it");
    (world.set_source)(&plan.source);
    NONCE.lock().expect("nobody panics with it").push_str(&plan.nonce);
    if let Some(token) = &plan.replay {
        current::only(token.parse().expect("a token as the checker passes it on"));
    }
    watch::start(world);
    for id in &plan.checks {
        let Some(check) = checks.iter().find(|check| check.id == id) else {
            continue;
        };
        current::now_running(id);
        report(&Record::Started { check: id.clone() });
        let start = ProcessTime::now();
        let verdict = (check.run)();
        let processor_ms = start.elapsed().as_secs_f64() * 1000.0;
        let finished = Finished {
            processor_ms,
            ..finished(id, verdict)
        };
        let failed = finished.mistake.is_some();
        report(&Record::Finished(Box::new(finished)));
        if failed && plan.until_a_failure {
            break;
        }
    }
    report(&Record::Done);
}

fn finished(id: &str, verdict: Verdict) -> Finished {
    let mistake = verdict.failure.map(|(mistake, story)| Mistake {
        kind: mistake.kind,
        message: mistake.message,
        lines: mistake.lines,
        help: mistake.help,
        story,
    });
    Finished {
        check: id.to_string(),
        interleavings: verdict.interleavings,
        preemptions: verdict.preemptions,
        exhausted: verdict.exhausted,
        simulated_ms: verdict.simulated.map(|time| time.as_secs_f64() * 1000.0),
        mistake,
        story: verdict.replayed,
        note: verdict.note,
        processor_ms: 0.0,
    }
}

static NONCE: Mutex<String> = Mutex::new(String::new());

/// Writes a record to the checker. Whoever writes holds the nonce's lock, so that records don't mix.
pub fn report(record: &Record) {
    let nonce = NONCE.lock().expect("nobody panics with it");
    let json = serde_json::to_string(record).expect("records can be written as JSON");
    let mut out = std::io::stdout().lock();
    // If the checker is gone there is nobody left to tell.
    let _ = writeln!(out, "{nonce} {json}").and_then(|()| out.flush());
}

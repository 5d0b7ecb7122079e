//! The programs of the differential suite with the real std: whatever its threads do is among the outcomes that were stated, and so
//! among what the simulated world finds.

#[path = "../../checker/differential/mod.rs"]
#[allow(dead_code, unused_macros, reason = "a part of it is for the stand-ins")]
mod suite;

use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};
use std::{process, thread};
use suite::Program;

/// Sets how many seconds the whole takes.
const SECONDS: &str = "DIFFERENTIAL_SECONDS";

#[test]
fn real_threads_show_no_outcome_that_is_not_stated() {
    let seconds = std::env::var(SECONDS).map_or(4.0, |seconds| seconds.parse().expect("a number of seconds"));
    let programs: Vec<Program> = suite::all().into_iter().filter(Program::comes_back).collect();
    let share = Duration::from_secs_f64(seconds) / programs.len() as u32;
    // The programs panic on purpose.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let running = watch_over(share + Duration::from_secs(60));
    let complaints: Vec<String> = programs
        .iter()
        .filter_map(|program| {
            running.send(program.name).expect("somebody watches");
            let stated = program.on_real_threads();
            let seen = run_many_times(program, share);
            // A run shows what it happens to show: only what is too much is wrong.
            let unexpected: Vec<_> = seen.difference(&stated).collect();
            (!unexpected.is_empty()).then(|| format!("{} (real std): too many {unexpected:?}", program.name))
        })
        .collect();
    panic::set_hook(usual);
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Ends the test when a program hangs, which nothing else could, and says which. It is told each one's name.
fn watch_over(limit: Duration) -> mpsc::Sender<&'static str> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        let mut running = "";
        loop {
            match told.recv_timeout(limit) {
                Ok(name) => running = name,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    eprintln!("{running} (real std): doesn't come back");
                    process::exit(101);
                }
            }
        }
    });
    tell
}

fn run_many_times(program: &Program, share: Duration) -> BTreeSet<String> {
    let (start, mut seen) = (Instant::now(), BTreeSet::new());
    loop {
        let outcome = panic::catch_unwind(AssertUnwindSafe(|| (program.run)()));
        seen.insert(outcome.map_or_else(|_| "Panicked".to_string(), |outcome| format!("{outcome:?}")));
        if program.once || start.elapsed() >= share {
            return seen;
        }
    }
}

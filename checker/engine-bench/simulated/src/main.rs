//! How many executions a second the simulated world runs: its part of `checker dev bench --engines`.
//!
//! Compiled as learners' code is, with the stand-in as `std`. Each program runs in the executions of the ordered search: without
//! recording, recorded, and not recorded but with executions that come to a known state ending there (those count as well).

use std::__engine::{Ending, Limits, Next, Search, Settings, Timing, execute};
use std::rc::Rc;

mod api {
    pub use std::{sync, thread};
}
#[path = "../../programs.rs"]
mod programs;

fn main() {
    let meter = meter::Meter::from_arguments();
    for (name, program) in programs::PROGRAMS {
        if meter.wants(name) {
            meter.measure("simulated", false, name, || search(program, false, false));
            meter.measure("simulated", true, name, || search(program, true, false));
            meter.measure("simulated, reduced", false, name, || search(program, false, true));
        }
    }
}

/// As a suite's search goes: up to two preemptions.
fn search(program: fn(), recording: bool, reducing: bool) -> u64 {
    let settings = Settings {
        timing: Timing::Exact,
        drain: true,
        recording,
        fine: false,
        most_spurious: 1,
        spurious_midway: false,
        most_steps: 100_000,
        most_choices: 300,
        visited: reducing.then(Rc::default),
        random: None,
    };
    let mut search = Search::new(Limits {
        preemptions: 2,
        executions: 1_000,
        steps: u64::MAX,
        random: 0,
    });
    let mut begun = 0;
    while let Some(Next::Prefix(prefix)) = search.next_execution() {
        let given = prefix.len();
        let report = execute(&settings, prefix, Box::new(program));
        assert!(
            matches!(report.ending, Ending::Returned | Ending::SeenBefore),
            "{:?}",
            report.ending
        );
        search.ran(&report, Some(given));
        begun += 1;
    }
    begun
}

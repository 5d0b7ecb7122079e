//! How many executions a second the loom world runs: its part of `checker dev bench --engines`.
//!
//! Compiled as learners' code is, with the stand-in as `std`.

use std::__engine::{Ending, Learned, Recording, Settings, Stop, run};
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
            meter.measure("loom world", false, name, || model(program, Recording::Never));
            meter.measure("loom world", true, name, || model(program, Recording::Always));
        }
    }
}

fn model(program: fn(), recording: Recording) -> u64 {
    let settings = Settings {
        bound: 2,
        executions: 1_000,
        steps: 2_000,
        drain: true,
        recording,
    };
    let (stop, executions) = run(
        &settings,
        &mut Learned::default(),
        Rc::new(program),
        Rc::new(|report| {
            assert_eq!(report.ending, Ending::Returned);
            true
        }),
    );
    assert!(matches!(stop, Stop::Exhausted | Stop::OutOfBudget), "{stop:?}");
    executions
}

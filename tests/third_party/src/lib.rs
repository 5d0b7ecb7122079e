//! Runs the body of a test in the simulated world, in many interleavings. It is linked under the tests of crates that nobody here
//! wrote, whose `std` is the stand-in; this crate's own is the real one.

use simulated::__engine::{Ending, Limits, Next, Report, Search, Settings, Timing, execute};
use std::io::Write;
use std::process::{ExitCode, Termination};

/// What only the real std has.
pub mod system {
    pub use std::env::current_exe;
    pub use std::process::{Child, Command};
}

/// Names the file to which a line is added for each test: its name, the executions, and whether these were all up to the bound.
pub const REPORT: &str = "THIRD_PARTY_REPORT";
/// Names tests, separated by commas, that are run once, without preemptions.
pub const ONCE: &str = "THIRD_PARTY_ONCE";

const SETTINGS: Settings = Settings {
    timing: Timing::Exact,
    // As with libtest: when the test is over, nobody asks what its threads still do.
    drain: false,
    recording: false,
    fine: true,
    most_spurious: 1,
    spurious_midway: false,
    most_steps: 3_000_000,
    most_choices: 300,
    // Crates may do what passes between threads without a step: raw pointers, counts of their own.
    visited: None,
    random: None,
};

/// Enough for every interleaving with one preemption of most tests, and little enough to take a second for the largest.
const LIMITS: Limits = Limits {
    preemptions: 2,
    executions: 3_000,
    steps: 400_000,
    random: 0,
};

/// Runs the body along one schedule after the other.
///
/// # Panics
/// With the test's panic if it has one, and if it does not end.
pub fn explore<R: Termination + 'static>(body: fn() -> R) {
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    let once = std::env::var(ONCE).is_ok_and(|names| names.split(',').any(|name| name == test));
    let mut search = Search::new(if once {
        Limits {
            executions: 1,
            ..LIMITS
        }
    } else {
        LIMITS
    });
    while let Some(Next::Prefix(prefix)) = search.next_execution() {
        let given = prefix.len();
        let report = execute(&SETTINGS, prefix, Box::new(move || succeed(body())));
        search.ran(&report, Some(given));
        if report.ending != Ending::Returned {
            note(&test, &search);
            panic!("execution {} of {test}: {}", search.executions(), story(&report));
        }
    }
    note(&test, &search);
}

fn succeed(result: impl Termination) {
    assert_eq!(result.report(), ExitCode::SUCCESS, "the test returned an error");
}

/// How an execution ended, and what each thread that was left did.
fn story(report: &Report) -> String {
    let mut text = format!(
        "{:?}, {:?}, {} preemptions",
        report.ending, report.panic, report.preemptions
    );
    for (number, task) in report.tasks.iter().enumerate().filter(|(_, task)| !task.finished) {
        text += &format!(
            "\n  thread {number} from {}: waits for {:?}, holds {:?}",
            task.place, task.waiting, task.held
        );
    }
    text
}

fn note(test: &str, search: &Search) {
    let Some(path) = std::env::var_os(REPORT) else { return };
    let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
    let all = if search.completed().1 { "all" } else { "some" };
    // One write, so that lines of tests that run at once don't mix.
    let line = format!("{test} {} {all}\n", search.executions());
    file.expect("the report can be opened")
        .write_all(line.as_bytes())
        .expect("the report can be written");
}

//! Simulated time is exact, and every way to end is told from the others.

mod common;

use common::{explore_with, outcomes, settings};
use std::__engine::{Settings, Timing};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

const SECOND: u64 = 1_000_000_000;

#[test]
fn a_sleep_proves_nothing_when_threads_may_be_slow() {
    let program = || {
        let done = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&done);
        thread::spawn(move || theirs.store(true, SeqCst));
        thread::sleep(Duration::from_secs(60));
        done.load(SeqCst)
    };
    outcomes(program, &["true"]);
    let any = explore_with(
        &Settings {
            timing: Timing::Any,
            ..settings()
        },
        2,
        program,
    );
    assert_eq!(any.outcomes.into_iter().collect::<Vec<_>>(), ["false", "true"]);
}

#[test]
fn spinning_for_what_nobody_does_is_a_livelock() {
    outcomes(
        || {
            let flag = AtomicBool::new(false);
            while !flag.load(SeqCst) {}
        },
        &["Livelock"],
    );
}

#[test]
fn a_program_that_goes_on_and_on_is_stopped() {
    let program = || loop {
        thread::sleep(Duration::from_secs(1));
    };
    outcomes(program, &["TooManySteps"]);
}

#[test]
fn when_main_returns_the_other_threads_die() {
    let main = || {
        thread::spawn(|| {
            for n in 0..10 {
                println!("{n}");
                thread::sleep(Duration::from_secs(1));
            }
        });
        thread::sleep(Duration::from_millis(2500));
    };
    let explored = explore_with(
        &Settings {
            drain: false,
            ..settings()
        },
        2,
        main,
    );
    assert_eq!(explored.outputs.into_iter().collect::<Vec<_>>(), ["0\n1\n2\n"]);
    assert_eq!(explored.times.into_iter().collect::<Vec<_>>(), [SECOND * 5 / 2]);
}

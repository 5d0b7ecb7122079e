//! Simulated time is exact, and every way to end is told from the others.

mod common;

use common::{explore_with, outcomes, settings};
use std::__engine::{Settings, Timing};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

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

#[test]
fn a_wait_with_a_deadline_can_end_for_no_reason_as_it_begins_or_in_the_middle() {
    let waits = |spurious_midway| {
        let program = || {
            let (lock, condition) = (Mutex::new(()), Condvar::new());
            let begun = Instant::now();
            let (_, result) = condition
                .wait_timeout(lock.lock().unwrap(), Duration::from_secs(10))
                .unwrap();
            let waited = begun.elapsed().as_secs();
            let begun = Instant::now();
            thread::park_timeout(Duration::from_secs(6));
            (waited, result.timed_out(), begun.elapsed().as_secs())
        };
        let settings = Settings {
            spurious_midway,
            ..settings()
        };
        explore_with(&settings, 1, program)
            .outcomes
            .into_iter()
            .collect::<Vec<_>>()
    };
    assert_eq!(waits(false), ["(0, false, 6)", "(10, true, 0)", "(10, true, 6)"]);
    assert_eq!(waits(true), ["(10, true, 3)", "(10, true, 6)", "(5, false, 6)"]);
}

/// Nobody is put aside as turning in vain who goes through many things, each once, and changes nothing: time would pass without it.
#[test]
fn a_long_walk_takes_no_time() {
    let walk = || {
        // Numbered when they are first used: here the one after the other, there all of one kind first.
        let links: Vec<(Mutex<u32>, AtomicBool)> = (0..100).map(|_| (Mutex::new(0), AtomicBool::new(true))).collect();
        links.iter().for_each(|link| drop(link.0.lock()));
        let begun = Instant::now();
        let walk = || {
            for (number, claimed) in &links {
                drop(number.lock());
                claimed.swap(true, SeqCst);
            }
            begun.elapsed()
        };
        thread::scope(|scope| {
            scope.spawn(|| thread::sleep(Duration::from_secs(1)));
            let walks = [scope.spawn(walk), scope.spawn(walk)];
            walks.map(|walk| walk.join().unwrap())
        })
    };
    let walked = explore_with(&settings(), 0, walk);
    assert_eq!(walked.outcomes.into_iter().collect::<Vec<_>>(), ["[0ns, 0ns]"]);
}

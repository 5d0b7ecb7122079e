//! Simulated time is exact, and every way to end is told from the others.

mod common;

use common::{explore, explore_with, outcomes, settings};
use std::__engine::Settings;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const SECOND: u64 = 1_000_000_000;

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
            ..settings(3)
        },
        main,
    );
    assert_eq!(explored.outputs.into_iter().collect::<Vec<_>>(), ["0\n1\n2\n"]);
    assert_eq!(explored.times.into_iter().collect::<Vec<_>>(), [SECOND * 5 / 2]);
}

#[test]
fn threads_go_on_after_the_return_where_that_is_asked_for() {
    let scenario = || drop(thread::spawn(|| println!("late")));
    let explored = explore(scenario);
    assert_eq!(explored.outputs.into_iter().collect::<Vec<_>>(), ["late\n"]);
    let explored = explore_with(
        &Settings {
            drain: false,
            ..settings(3)
        },
        scenario,
    );
    assert_eq!(explored.outputs.into_iter().collect::<Vec<_>>(), [""]);
}

#[test]
fn a_thread_that_waits_for_ever_after_the_return_is_no_deadlock() {
    let scenario = || {
        let lock = Arc::new(Mutex::new(()));
        let theirs = Arc::clone(&lock);
        // One waits for ever and holds a lock, one waits for the lock, one turns in a loop, one waits for itself.
        thread::spawn(move || {
            let _guard = theirs.lock().unwrap();
            loop {
                thread::park();
            }
        });
        thread::spawn(move || drop(lock.lock()));
        thread::spawn(|| while Instant::now().elapsed() < Duration::from_secs(1) {});
        thread::spawn(|| {
            let own = Mutex::new(());
            let _first = own.lock();
            let _second = own.lock();
        });
    };
    let explored = explore_with(&settings(1), scenario);
    assert!(explored.exhausted, "{:?}", explored.outcomes);
    assert!(explored.outcomes.contains("()"), "{:?}", explored.outcomes);
}

#[test]
fn a_fifth_thread_is_more_than_loom_follows() {
    let spawns = |many: usize| move || (0..many).for_each(|_| drop(thread::spawn(|| {})));
    outcomes(spawns(4), &["()"]);
    outcomes(spawns(5), &["TooManyThreads"]);
}

#[test]
fn spinning_for_what_nobody_does_is_more_than_loom_follows() {
    outcomes(
        || {
            let flag = AtomicBool::new(false);
            while !flag.load(SeqCst) {}
        },
        &["TooManySteps"],
    );
}

#[test]
fn a_panic_of_the_scenario_ends_it() {
    outcomes(|| panic!("no"), &["Panicked"]);
}

#[test]
fn a_thread_has_room_on_its_stack() {
    #[inline(never)]
    fn deep(levels: usize) -> usize {
        let room = std::hint::black_box([levels; 64]);
        if levels == 0 {
            0
        } else {
            deep(levels - 1) + room[1] - levels + 1
        }
    }
    // About 400 KiB, on the scenario's own thread and on another.
    outcomes(|| deep(500) + thread::spawn(|| deep(500)).join().unwrap(), &["1000"]);
}

#[test]
fn a_timed_wait_sees_what_happens_at_its_deadline() {
    use std::sync::Condvar;
    let program = || {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = Arc::clone(&pair);
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(3));
            *theirs.0.lock().unwrap() = true;
            theirs.1.notify_all();
        });
        let start = Instant::now();
        let ready = pair.0.lock().unwrap();
        let (ready, early) = pair
            .1
            .wait_timeout_while(ready, Duration::from_secs(1), |ready| !*ready)
            .unwrap();
        let (ready, late) = pair
            .1
            .wait_timeout_while(ready, Duration::from_secs(5), |ready| !*ready)
            .unwrap();
        (early.timed_out(), late.timed_out(), *ready, start.elapsed())
    };
    outcomes(program, &["(true, false, true, 3s)"]);
}

#[test]
fn park_with_a_timeout_ends_at_the_unpark_or_at_the_timeout() {
    fn parks(after: u64) -> Duration {
        let caller = thread::current();
        let start = Instant::now();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(after));
            caller.unpark();
        });
        thread::park_timeout(Duration::from_secs(2));
        start.elapsed()
    }
    outcomes(|| parks(1), &["1s"]);
    outcomes(|| parks(3), &["2s"]);
}

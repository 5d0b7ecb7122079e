//! Simulated time is exact, and every way to end is told from the others.

use crate::common::{explore, outcomes};
use std::process;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

const SECOND: u64 = 1_000_000_000;

#[test]
fn sleeps_in_parallel_take_as_long_as_the_longest() {
    let program =
        || thread::scope(|s| (1..=3).for_each(|n| drop(s.spawn(move || thread::sleep(Duration::from_secs(n))))));
    assert_eq!(explore(program).times.into_iter().collect::<Vec<_>>(), [3 * SECOND]);
}

#[test]
fn sleeps_one_after_the_other_take_their_sum() {
    let program = || {
        let start = Instant::now();
        (1..=3).for_each(|n| {
            thread::spawn(move || thread::sleep(Duration::from_secs(n)))
                .join()
                .unwrap()
        });
        start.elapsed()
    };
    outcomes(program, &["6s"]);
}

#[test]
fn a_day_passes_in_no_time() {
    let program = || thread::sleep(Duration::from_secs(24 * 60 * 60));
    assert_eq!(
        explore(program).times.into_iter().collect::<Vec<_>>(),
        [24 * 60 * 60 * SECOND]
    );
}

#[test]
fn spinning_on_a_flag_ends_when_somebody_sets_it() {
    let program = || {
        let flag = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&flag);
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(1));
            theirs.store(true, SeqCst);
        });
        while !flag.load(SeqCst) {}
    };
    let explored = explore(program);
    assert_eq!(explored.outcomes.into_iter().collect::<Vec<_>>(), ["()"]);
    assert_eq!(explored.times.into_iter().collect::<Vec<_>>(), [SECOND]);
}

#[test]
fn spinning_on_the_clock_lets_time_pass() {
    let program = || {
        let start = Instant::now();
        while start.elapsed() < Duration::from_millis(20) {
            thread::yield_now();
        }
    };
    outcomes(program, &["()"]);
}

#[test]
fn a_flood_of_output_is_stopped() {
    outcomes(
        || loop {
            println!("{}", "x".repeat(1000));
        },
        &["Flood"],
    );
}

#[test]
fn exit_and_abort_end_the_program_at_once() {
    let exits = || {
        thread::spawn(|| process::exit(3)).join().unwrap();
    };
    outcomes(exits, &["Exited(3)"]);
    outcomes(|| process::abort(), &["Aborted"]);
}

#[test]
fn destructors_run_while_unwinding_even_if_they_wait() {
    struct JoinsOnDrop(Option<thread::JoinHandle<()>>);
    impl Drop for JoinsOnDrop {
        fn drop(&mut self) {
            self.0.take().unwrap().join().unwrap();
            println!("joined, panicking: {}", thread::panicking());
        }
    }
    let program = || {
        let lock = Arc::new(Mutex::new(()));
        let theirs = Arc::clone(&lock);
        let result = std::panic::catch_unwind(move || {
            let _joins = JoinsOnDrop(Some(thread::spawn(move || {
                let guard = theirs.lock().unwrap();
                assert!(!thread::panicking());
                drop(guard);
            })));
            panic!("unwinds");
        });
        (result.is_err(), lock.is_poisoned(), thread::panicking())
    };
    let explored = explore(program);
    assert_eq!(
        explored.outcomes.into_iter().collect::<Vec<_>>(),
        ["(true, false, false)"]
    );
    assert_eq!(
        explored.outputs.into_iter().collect::<Vec<_>>(),
        ["joined, panicking: true\n"]
    );
}

#[test]
fn thread_locals_belong_to_one_thread_and_are_dropped_with_it() {
    struct Told(u32);
    impl Drop for Told {
        fn drop(&mut self) {
            println!("dropped {}", self.0);
        }
    }
    thread_local! {
        static TOLD: Told = const { Told(7) };
        static COUNT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    }
    let program = || {
        let theirs = thread::spawn(|| {
            COUNT.set(COUNT.get() + 1);
            TOLD.with(|told| told.0) + COUNT.get()
        });
        let sum = theirs.join().unwrap();
        (sum, COUNT.get())
    };
    let explored = explore(program);
    assert_eq!(explored.outcomes.into_iter().collect::<Vec<_>>(), ["(8, 0)"]);
    assert_eq!(explored.outputs.into_iter().collect::<Vec<_>>(), ["dropped 7\n"]);
}

#[test]
fn a_wait_at_its_deadline_may_go_either_way() {
    let program = || {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = Arc::clone(&pair);
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_secs(1));
            *theirs.0.lock().unwrap() = true;
            theirs.1.notify_one();
        });
        let second = Duration::from_secs(1);
        let waited = pair
            .1
            .wait_timeout_while(pair.0.lock().unwrap(), second, |ready| !*ready);
        let result = waited.unwrap().1.timed_out();
        thread.join().unwrap();
        result
    };
    outcomes(program, &["false", "true"]);
}

#[test]
fn a_receive_at_its_deadline_may_go_either_way() {
    let program = || {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(1));
            let _ = sender.send(1);
        });
        receiver.recv_timeout(Duration::from_secs(1))
    };
    outcomes(program, &["Err(Timeout)", "Ok(1)"]);
}

#[test]
fn a_park_at_its_deadline_may_go_either_way() {
    let program = || {
        let flag = Arc::new(AtomicBool::new(false));
        let (theirs, me) = (Arc::clone(&flag), thread::current());
        let thread = thread::spawn(move || {
            thread::sleep(Duration::from_secs(1));
            theirs.store(true, SeqCst);
            me.unpark();
        });
        let start = Instant::now();
        let mut seen = false;
        while !seen && start.elapsed() < Duration::from_secs(1) {
            thread::park_timeout(Duration::from_secs(1) - start.elapsed());
            seen = flag.load(SeqCst);
        }
        thread.join().unwrap();
        seen
    };
    outcomes(program, &["false", "true"]);
}

#[test]
fn a_message_before_the_deadline_is_received_and_one_after_it_is_not() {
    let at = |millis| {
        move || {
            let (sender, receiver) = mpsc::channel();
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(millis));
                let _ = sender.send(1);
            });
            receiver.recv_timeout(Duration::from_secs(1))
        }
    };
    outcomes(at(999), &["Ok(1)"]);
    outcomes(at(1001), &["Err(Timeout)"]);
}

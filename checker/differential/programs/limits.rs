//! The edges of the interface: endless and empty durations, and what the documentation says panics.

use super::super::{Program, program};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicUsize, fence};
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

fn panics<R>(work: impl FnOnce() -> R) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_err()
}

pub fn programs() -> Vec<Program> {
    vec![
        // Where clocks run as they like, a thread may be slower than any time, but not by centuries.
        program("a_receive_with_all_the_time_there_is", &["Ok(1)"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || tx.send(1));
            rx.recv_timeout(Duration::MAX)
        }),
        program("a_wait_with_all_the_time_there_is", &["(true, false)"], || {
            let pair = Arc::new((Mutex::new(false), Condvar::new()));
            let theirs = Arc::clone(&pair);
            thread::spawn(move || {
                *theirs.0.lock().unwrap() = true;
                theirs.1.notify_one();
            });
            let ready = pair.0.lock().unwrap();
            let (ready, result) = pair.1.wait_timeout_while(ready, Duration::MAX, |ready| !*ready).unwrap();
            (*ready, result.timed_out())
        }),
        program("a_park_with_all_the_time_there_is", &["true"], || {
            let (caller, start) = (thread::current(), Instant::now());
            thread::spawn(move || caller.unpark());
            thread::park_timeout(Duration::MAX);
            start.elapsed() < CENTURY
        }),
        program("a_message_that_never_comes", &["Deadlock"], || {
            let (_tx, rx) = mpsc::channel::<()>();
            rx.recv_timeout(Duration::MAX)
        }),
        program("a_sleep_of_two_centuries_ends", &["true"], || {
            let start = Instant::now();
            thread::sleep(2 * CENTURY);
            start.elapsed() >= 2 * CENTURY
        })
        .not_on_real_threads("nobody waits for it"),
        program("a_message_that_is_there_needs_no_time", &["Ok(1)"], || {
            let (tx, rx) = mpsc::channel();
            tx.send(1).unwrap();
            rx.recv_timeout(Duration::ZERO)
        }),
        program("a_condition_that_holds_needs_no_time", &["(3, false)"], || {
            let (lock, condvar) = (Mutex::new(3), Condvar::new());
            let (value, result) = condvar
                .wait_timeout_while(lock.lock().unwrap(), Duration::ZERO, |n| *n != 3)
                .unwrap();
            (*value, result.timed_out())
        }),
        program("a_condition_that_never_holds_takes_no_time", &["(3, true)"], || {
            let (lock, condvar) = (Mutex::new(3), Condvar::new());
            let (value, result) = condvar
                .wait_timeout_while(lock.lock().unwrap(), Duration::ZERO, |n| *n == 3)
                .unwrap();
            (*value, result.timed_out())
        }),
        program("a_time_beyond_all_times", &["(true, true)"], || {
            let now = Instant::now();
            (now.checked_add(Duration::MAX).is_none(), panics(|| now + Duration::MAX))
        }),
        program("a_name_with_a_zero_in_it", &["true"], || {
            panics(|| drop(thread::Builder::new().name("a\0b".to_string()).spawn(|| {})))
        }),
        program("orderings_that_make_no_sense", &["[true, true, true, true]"], || {
            let value = AtomicUsize::new(0);
            let load = |ordering: Ordering| panics(|| value.load(ordering));
            let store = |ordering: Ordering| panics(|| value.store(1, ordering));
            [load(Release), load(AcqRel), store(Acquire), store(AcqRel)]
        }),
        program("exchanges_and_fences_that_make_no_sense", &["[true, true, true]"], || {
            let value = AtomicUsize::new(0);
            let exchange = |failure: Ordering| panics(|| value.compare_exchange(0, 1, AcqRel, failure));
            let relaxed = [Relaxed][0];
            [exchange(Release), exchange(AcqRel), panics(|| fence(relaxed))]
        }),
        program("a_sleep_of_a_century", &["true"], || {
            let century = Duration::from_secs(100 * 365 * 86_400);
            let start = Instant::now();
            thread::sleep(century);
            start.elapsed() >= century
        })
        .not_on_real_threads("it takes a century"),
        program("one_thread_locks_a_hundred_times", &["100"], || {
            let count = Mutex::new(0);
            for _ in 0..100 {
                *count.lock().unwrap() += 1;
            }
            count.into_inner().unwrap()
        }),
    ]
}

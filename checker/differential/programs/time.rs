//! Sleeping and looking at the clock. A sleep lasts at least as long as was asked; it proves nothing about what others have done.

use super::super::{Program, program};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

const MS: Duration = Duration::from_millis(1);

pub fn programs() -> Vec<Program> {
    vec![
        program("a_sleep_lasts_at_least_as_long_as_asked", &["true"], || {
            let start = Instant::now();
            thread::sleep(2 * MS);
            start.elapsed() >= 2 * MS
        }),
        program("a_sleep_proves_nothing_about_others", &["false", "true"], || {
            let done = Arc::new(AtomicBool::new(false));
            let theirs = Arc::clone(&done);
            thread::spawn(move || theirs.store(true, SeqCst));
            thread::sleep(2 * MS);
            done.load(SeqCst)
        })
        .in_exact_time(&["true"]),
        program("sleepers_wake_in_the_order_of_their_times", &["[1, 2]", "[2, 1]"], || {
            let order = Mutex::new(Vec::new());
            thread::scope(|s| {
                for n in [2, 1] {
                    let order = &order;
                    s.spawn(move || {
                        thread::sleep(n * MS);
                        order.lock().unwrap().push(n);
                    });
                }
            });
            order.into_inner().unwrap()
        })
        .in_exact_time(&["[1, 2]"]),
        program("two_who_sleep_as_long", &["[1, 2]", "[2, 1]"], || {
            let order = Mutex::new(Vec::new());
            thread::scope(|s| {
                for n in [1, 2] {
                    let order = &order;
                    s.spawn(move || {
                        thread::sleep(MS);
                        order.lock().unwrap().push(n);
                    });
                }
            });
            order.into_inner().unwrap()
        }),
        program("sleeps_beside_each_other_overlap", &["false", "true"], || {
            let start = Instant::now();
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| thread::sleep(2 * MS));
                }
            });
            start.elapsed() < 4 * MS
        })
        .in_exact_time(&["true"]),
        program("sleeps_under_a_lock_add_up", &["true"], || {
            let (start, lock) = (Instant::now(), Mutex::new(()));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        let _guard = lock.lock().unwrap();
                        thread::sleep(2 * MS);
                    });
                }
            });
            start.elapsed() >= 4 * MS
        }),
        program("the_clock_never_goes_back", &["true"], || {
            let first = Instant::now();
            let second = thread::spawn(Instant::now).join().unwrap();
            let third = Instant::now();
            first <= second && second <= third
        }),
        program("times_are_added_and_subtracted", &["(5ms, 0ns, None, Some(5ms))"], || {
            let start = Instant::now();
            let later = start + 5 * MS;
            (
                later - start,
                start.duration_since(later),
                start.checked_duration_since(later),
                later.checked_duration_since(start),
            )
        }),
        program("the_time_of_day_follows_a_sleep", &["Ok(true)"], || {
            let before = SystemTime::now();
            thread::sleep(MS);
            before.elapsed().map(|elapsed| elapsed >= MS).map_err(drop)
        }),
        program("polling_until_a_thread_has_slept", &["1"], || {
            let steps = AtomicUsize::new(0);
            thread::scope(|s| {
                s.spawn(|| {
                    thread::sleep(MS);
                    steps.fetch_add(1, SeqCst);
                });
                while steps.load(SeqCst) == 0 {
                    thread::yield_now();
                }
                steps.load(SeqCst)
            })
        }),
        program("a_slow_producer_and_a_fast_consumer", &["[0, 1]"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || {
                for n in 0..2 {
                    thread::sleep(MS);
                    tx.send(n).unwrap();
                }
            });
            rx.iter().collect::<Vec<i32>>()
        }),
    ]
}

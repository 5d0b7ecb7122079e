//! `Once` and `OnceLock`: what is made once, by whom, and who sees it.

use super::super::{Program, program};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Mutex, Once, OnceLock};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("two_threads_call_once", &["1"], || {
            let (once, calls) = (Once::new(), AtomicUsize::new(0));
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| once.call_once(|| { calls.fetch_add(1, SeqCst); }));
                }
            });
            calls.into_inner()
        }),
        program("whoever_comes_second_waits_for_the_first", &["[2, 2]"], || {
            let (once, steps) = (Once::new(), AtomicUsize::new(0));
            let work = || {
                once.call_once(|| {
                    steps.fetch_add(1, SeqCst);
                    steps.fetch_add(1, SeqCst);
                });
                steps.load(SeqCst)
            };
            thread::scope(|s| {
                let threads = [s.spawn(work), s.spawn(work)];
                threads.map(|thread| thread.join().unwrap())
            })
        }),
        program("asking_whether_a_once_is_completed", &["(false, true)", "(true, true)"], || {
            let once = Once::new();
            let early = thread::scope(|s| {
                s.spawn(|| once.call_once(|| {}));
                once.is_completed()
            });
            (early, once.is_completed())
        }),
        program("a_once_that_panicked_is_poisoned", &["(true, true, true, true)"], || {
            let once = Once::new();
            let panicked = thread::scope(|s| s.spawn(|| once.call_once(|| panic!("no"))).join().is_err());
            let again = catch_unwind(AssertUnwindSafe(|| once.call_once(|| {}))).is_err();
            let mut poisoned = false;
            once.call_once_force(|state| poisoned = state.is_poisoned());
            (panicked, again, poisoned, once.is_completed())
        }),
        program("two_values_offered_to_a_once_lock", &["(1, 1)", "(2, 2)"], || {
            let once = OnceLock::new();
            thread::scope(|s| {
                let first = s.spawn(|| *once.get_or_init(|| 1));
                let second = s.spawn(|| *once.get_or_init(|| 2));
                (first.join().unwrap(), second.join().unwrap())
            })
        }),
        program("one_of_two_sets_succeeds", &["(Err(1), Ok(()))", "(Ok(()), Err(2))"], || {
            let once = OnceLock::new();
            thread::scope(|s| {
                let first = s.spawn(|| once.set(1));
                let second = s.spawn(|| once.set(2));
                (first.join().unwrap(), second.join().unwrap())
            })
        }),
        program("getting_while_another_sets", &["None", "Some(5)"], || {
            let once = OnceLock::new();
            thread::scope(|s| {
                s.spawn(|| once.set(5));
                once.get().copied()
            })
        }),
        program("a_once_lock_is_free_after_a_panic", &["(true, None, 3)"], || {
            let once = OnceLock::new();
            let panicked = thread::scope(|s| s.spawn(|| *once.get_or_init(|| panic!("no"))).join().is_err());
            (panicked, once.get().copied(), *once.get_or_init(|| 3))
        }),
        program("a_once_that_panics_while_another_waits", &["(false, false)", "(true, true)"], || {
            let once = Once::new();
            thread::scope(|s| {
                let panics = s.spawn(|| once.call_once(|| panic!("no")));
                let calls = s.spawn(|| once.call_once(|| {}));
                (panics.join().is_err(), calls.join().is_err())
            })
        }),
        program("who_waits_for_a_once_lock_tries_himself", &["(None, 2)", "(Some(2), 2)"], || {
            let once = OnceLock::new();
            thread::scope(|s| {
                let panics = s.spawn(|| *once.get_or_init(|| panic!("no")));
                let makes = s.spawn(|| *once.get_or_init(|| 2));
                (panics.join().ok(), makes.join().unwrap())
            })
        }),
        program("a_once_lock_in_its_owners_hands", &["(Some(2), Some(2), None)"], || {
            let mut once = OnceLock::from(1);
            *once.get_mut().unwrap() += 1;
            let seen = once.get().copied();
            (seen, once.take(), once.into_inner())
        }),
        program("a_once_lock_shows_its_value", &["(OnceLock(<uninit>), OnceLock(4))"], || {
            (OnceLock::<i32>::new(), OnceLock::from(4))
        }),
        program("the_maker_may_take_a_lock", &["[7, 7]"], || {
            let (source, once) = (Mutex::new(6), OnceLock::new());
            let get = || {
                *once.get_or_init(|| {
                    let mut source = source.lock().unwrap();
                    *source += 1;
                    *source
                })
            };
            thread::scope(|s| [s.spawn(get), s.spawn(get)].map(|thread| thread.join().unwrap()))
        }),
    ]
}

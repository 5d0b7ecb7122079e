//! What the orderings of atomics allow, and what they don't.

mod common;

use common::{can_end_with, explore_with, outcomes, settings};
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicI8, AtomicPtr, AtomicU8, AtomicU32, AtomicUsize, Ordering, fence};
use std::sync::{Arc, Mutex};
use std::thread;

fn store_buffering(store: Ordering, load: Ordering) -> (usize, usize) {
    let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        let first = scope.spawn(|| {
            x.store(1, store);
            y.load(load)
        });
        let second = scope.spawn(|| {
            y.store(1, store);
            x.load(load)
        });
        (first.join().unwrap(), second.join().unwrap())
    })
}

#[test]
fn store_buffering_reads_two_old_values_unless_sequentially_consistent() {
    outcomes(
        || store_buffering(Relaxed, Relaxed),
        &["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"],
    );
    outcomes(
        || store_buffering(Release, Acquire),
        &["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"],
    );
    outcomes(|| store_buffering(SeqCst, SeqCst), &["(0, 1)", "(1, 0)", "(1, 1)"]);
}

#[test]
fn fences_make_store_buffering_sequentially_consistent() {
    outcomes(
        || {
            let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|scope| {
                let first = scope.spawn(|| {
                    x.store(1, Relaxed);
                    fence(SeqCst);
                    y.load(Relaxed)
                });
                let second = scope.spawn(|| {
                    y.store(1, Relaxed);
                    fence(SeqCst);
                    x.load(Relaxed)
                });
                (first.join().unwrap(), second.join().unwrap())
            })
        },
        &["(0, 1)", "(1, 0)", "(1, 1)"],
    );
}

fn message_passing(store: Ordering, load: Ordering) -> Option<usize> {
    let data = Arc::new(AtomicUsize::new(0));
    let ready = Arc::new(AtomicBool::new(false));
    let (theirs, flag) = (Arc::clone(&data), Arc::clone(&ready));
    let sender = thread::spawn(move || {
        theirs.store(42, Relaxed);
        flag.store(true, store);
    });
    let seen = ready.load(load).then(|| data.load(Relaxed));
    sender.join().unwrap();
    seen
}

#[test]
fn a_published_value_may_be_old_without_a_release_and_an_acquire() {
    outcomes(|| message_passing(Relaxed, Relaxed), &["None", "Some(0)", "Some(42)"]);
    outcomes(|| message_passing(Release, Relaxed), &["None", "Some(0)", "Some(42)"]);
    outcomes(|| message_passing(Relaxed, Acquire), &["None", "Some(0)", "Some(42)"]);
    outcomes(|| message_passing(Release, Acquire), &["None", "Some(42)"]);
    outcomes(|| message_passing(SeqCst, SeqCst), &["None", "Some(42)"]);
}

#[test]
fn a_release_fence_and_an_acquire_fence_publish_too() {
    outcomes(
        || {
            let (data, ready) = (AtomicUsize::new(0), AtomicBool::new(false));
            thread::scope(|scope| {
                scope.spawn(|| {
                    data.store(42, Relaxed);
                    fence(Release);
                    ready.store(true, Relaxed);
                });
                ready.load(Relaxed).then(|| {
                    fence(Acquire);
                    data.load(Relaxed)
                })
            })
        },
        &["None", "Some(42)"],
    );
}

#[test]
fn a_thread_that_waits_for_a_flag_finds_the_old_data_only_if_relaxed() {
    fn waits(store: Ordering, load: Ordering) -> usize {
        let (data, ready) = (AtomicUsize::new(0), AtomicBool::new(false));
        thread::scope(|scope| {
            scope.spawn(|| {
                data.store(42, Relaxed);
                ready.store(true, store);
            });
            while !ready.load(load) {
                std::hint::spin_loop();
            }
            data.load(Relaxed)
        })
    }
    outcomes(|| waits(Relaxed, Relaxed), &["0", "42"]);
    outcomes(|| waits(Release, Acquire), &["42"]);
}

#[test]
fn a_loop_that_spins_without_giving_way_comes_to_its_end() {
    outcomes(
        || {
            let ready = AtomicBool::new(false);
            thread::scope(|scope| {
                scope.spawn(|| ready.store(true, Release));
                while !ready.load(Acquire) {}
            });
        },
        &["()"],
    );
}

/// Peterson's algorithm, with a counter that only mutual exclusion keeps right.
fn petersons_lock(store: Ordering, load: Ordering) -> usize {
    let wants = [AtomicBool::new(false), AtomicBool::new(false)];
    let turn = AtomicUsize::new(0);
    let count = AtomicUsize::new(0);
    thread::scope(|scope| {
        for me in 0..2 {
            let (wants, turn, count) = (&wants, &turn, &count);
            scope.spawn(move || {
                let other = 1 - me;
                wants[me].store(true, store);
                turn.store(other, store);
                while wants[other].load(load) && turn.load(load) == other {
                    thread::yield_now();
                }
                count.store(count.load(Relaxed) + 1, Relaxed);
                wants[me].store(false, store);
            });
        }
    });
    count.load(Relaxed)
}

#[test]
fn petersons_lock_excludes_only_if_sequentially_consistent() {
    outcomes(|| petersons_lock(SeqCst, SeqCst), &["2"]);
    can_end_with(|| petersons_lock(Release, Acquire), "1");
}

#[test]
fn two_readers_agree_on_the_order_of_sequentially_consistent_writes() {
    fn disagree(store: Ordering, load: Ordering) -> bool {
        let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            scope.spawn(|| x.store(1, store));
            scope.spawn(|| y.store(1, store));
            let first = scope.spawn(|| (x.load(load), y.load(load)));
            let second = scope.spawn(|| (y.load(load), x.load(load)));
            first.join().unwrap() == (1, 0) && second.join().unwrap() == (1, 0)
        })
    }
    // Four threads: with another preemption it takes ten seconds.
    let explored = explore_with(&settings(2), || disagree(SeqCst, SeqCst));
    assert!(
        explored.exhausted && explored.outcomes.len() == 1,
        "{:?}",
        explored.outcomes
    );
    let explored = explore_with(&settings(2), || disagree(Relaxed, Relaxed));
    assert_eq!(explored.outcomes.len(), 2, "{:?}", explored.outcomes);
}

#[test]
fn a_lock_built_on_compare_exchange_needs_its_orderings() {
    fn counts(take: Ordering, give: Ordering) -> usize {
        let locked = AtomicBool::new(false);
        let count = AtomicUsize::new(0);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    while locked.compare_exchange_weak(false, true, take, Relaxed).is_err() {
                        std::hint::spin_loop();
                    }
                    count.store(count.load(Relaxed) + 1, Relaxed);
                    locked.store(false, give);
                });
            }
        });
        count.load(Relaxed)
    }
    outcomes(|| counts(Acquire, Release), &["2"]);
    outcomes(|| counts(Relaxed, Relaxed), &["1", "2"]);
}

#[test]
fn updates_in_one_step_lose_nothing_whatever_the_ordering() {
    outcomes(
        || {
            let count = AtomicUsize::new(10);
            thread::scope(|scope| {
                for _ in 0..3 {
                    scope.spawn(|| count.fetch_add(1, Relaxed));
                }
            });
            count.into_inner()
        },
        &["13"],
    );
}

#[test]
fn reading_and_writing_in_two_steps_loses_updates() {
    outcomes(
        || {
            let count = AtomicUsize::new(0);
            thread::scope(|scope| {
                for _ in 0..2 {
                    scope.spawn(|| count.store(count.load(SeqCst) + 1, SeqCst));
                }
            });
            count.load(SeqCst)
        },
        &["1", "2"],
    );
}

#[test]
fn every_update_computes_what_the_real_one_does() {
    fn all_of_them() -> String {
        let byte = AtomicU8::new(250);
        let signed = AtomicI8::new(-3);
        let word = AtomicU32::new(0b1100);
        let flag = AtomicBool::new(true);
        let olds = [
            byte.fetch_add(10, AcqRel),
            byte.fetch_sub(5, AcqRel),
            byte.load(Acquire),
        ];
        let signs = [
            signed.fetch_max(2, AcqRel),
            signed.fetch_min(-7, AcqRel),
            signed.fetch_sub(127, AcqRel),
        ];
        let words = [
            word.fetch_and(0b0110, AcqRel),
            word.fetch_or(0b1, AcqRel),
            word.fetch_xor(0b11, AcqRel),
            word.fetch_nand(0b110, AcqRel),
            word.swap(9, AcqRel),
        ];
        let flags = [
            flag.fetch_and(false, AcqRel),
            flag.fetch_nand(true, AcqRel),
            flag.fetch_xor(true, AcqRel),
            flag.fetch_or(true, AcqRel),
            flag.compare_exchange(true, false, AcqRel, Acquire).is_ok(),
            flag.load(Acquire),
        ];
        let double = |value: u32| (value < 20).then_some(value * 2);
        let updates = [
            word.fetch_update(AcqRel, Acquire, double),
            word.fetch_update(AcqRel, Acquire, double),
        ];
        let failed = [
            word.fetch_update(AcqRel, Acquire, double),
            word.compare_exchange(1, 2, AcqRel, Acquire),
        ];
        format!("{olds:?} {signs:?} {signed:?} {words:?} {flags:?} {updates:?} {failed:?} {byte:?}")
    }
    // The same over the real atomics, word for word.
    let real = "[250, 4, 255] [-3, 2, -7] 122 [12, 4, 5, 6, 4294967289] [true, false, true, false, true, false] \
                [Ok(9), Ok(18)] [Err(36), Err(36)] 255";
    outcomes(move || all_of_them() == real, &["true"]);
}

#[test]
fn an_atomic_that_is_made_while_threads_run_can_be_used_by_all() {
    outcomes(
        || {
            let shared = Arc::new(Mutex::new(None::<Arc<AtomicUsize>>));
            let theirs = Arc::clone(&shared);
            let maker = thread::spawn(move || {
                let made = Arc::new(AtomicUsize::new(5));
                *theirs.lock().unwrap() = Some(Arc::clone(&made));
                made.fetch_add(1, Relaxed);
            });
            let found = shared.lock().unwrap().clone();
            let old = found.map_or(0, |made| made.fetch_add(1, Relaxed));
            maker.join().unwrap();
            old
        },
        &["0", "5", "6"],
    );
}

#[test]
fn an_atomic_pointer_publishes_what_it_points_to() {
    outcomes(
        || {
            let first = Box::leak(Box::new(1));
            let shared = AtomicPtr::new(first);
            thread::scope(|scope| {
                scope.spawn(|| shared.store(Box::leak(Box::new(2)), Release));
            });
            let second = shared.swap(std::ptr::null_mut(), AcqRel);
            (second.is_null(), shared.into_inner().is_null())
        },
        &["(false, true)"],
    );
}

#[test]
fn whoever_owns_an_atomic_can_change_it_and_share_it_again() {
    outcomes(
        || {
            let mut value = AtomicUsize::new(1);
            thread::scope(|scope| {
                scope.spawn(|| value.fetch_add(1, Relaxed));
            });
            *value.get_mut() += 10;
            thread::scope(|scope| {
                scope.spawn(|| value.fetch_add(1, Relaxed));
            });
            value.into_inner()
        },
        &["13"],
    );
}

#[test]
fn a_store_after_a_swap_is_what_the_next_swap_finds() {
    outcomes(
        || {
            let taken = AtomicBool::new(false);
            taken.swap(true, Acquire);
            let first = thread::scope(|scope| {
                let tries = scope.spawn(|| taken.swap(true, AcqRel));
                taken.store(false, Release);
                tries.join().unwrap()
            });
            (first, taken.swap(true, AcqRel))
        },
        &["(false, true)", "(true, false)"],
    );
}

#[test]
fn a_store_that_comes_just_after_the_first_swap_is_what_the_next_one_finds() {
    outcomes(
        || {
            let rung = AtomicBool::new(false);
            let first = thread::scope(|scope| {
                scope.spawn(|| rung.store(true, Release));
                rung.swap(false, Acquire)
            });
            (first, rung.swap(false, Acquire))
        },
        &["(false, true)", "(true, false)"],
    );
}

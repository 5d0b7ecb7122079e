//! What one thread wrote before, another sees after: whatever hands over between them publishes it.

mod common;

use common::{can_end_with, outcomes};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::sync::{Arc, Barrier, OnceLock, RwLock};
use std::thread;

#[test]
fn what_is_written_under_a_lock_is_seen_under_it() {
    outcomes(
        || {
            let lock = RwLock::new(());
            let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    let _guard = lock.write().unwrap();
                    x.store(1, Relaxed);
                    y.store(1, Relaxed);
                });
                let _guard = lock.read().unwrap();
                (x.load(Relaxed), y.load(Relaxed))
            })
        },
        &["(0, 0)", "(1, 1)"],
    );
}

#[test]
fn every_way_to_hand_over_publishes_what_came_before() {
    fn published(wait: fn(&AtomicUsize) -> usize) -> usize {
        wait(Box::leak(Box::new(AtomicUsize::new(0))))
    }
    let by_join: fn(&AtomicUsize) -> usize = |data| {
        thread::scope(|s| drop(s.spawn(|| data.store(1, Relaxed)).join()));
        data.load(Relaxed)
    };
    let by_scope: fn(&AtomicUsize) -> usize = |data| {
        thread::scope(|s| drop(s.spawn(|| data.store(1, Relaxed))));
        data.load(Relaxed)
    };
    let by_message: fn(&AtomicUsize) -> usize = |data| {
        let (tx, rx) = mpsc::channel();
        thread::scope(|s| {
            s.spawn(move || {
                data.store(1, Relaxed);
                tx.send(()).unwrap();
            });
            rx.recv().unwrap();
            data.load(Relaxed)
        })
    };
    let by_rendezvous: fn(&AtomicUsize) -> usize = |data| {
        let (tx, rx) = mpsc::sync_channel(0);
        thread::scope(|s| {
            s.spawn(move || {
                data.store(1, Relaxed);
                rx.recv().unwrap();
            });
            tx.send(()).unwrap();
            data.load(Relaxed)
        })
    };
    let by_hanging_up: fn(&AtomicUsize) -> usize = |data| {
        let (tx, rx) = mpsc::channel::<()>();
        thread::scope(|s| {
            s.spawn(move || {
                data.store(1, Relaxed);
                drop(tx);
            });
            assert!(rx.recv().is_err());
            data.load(Relaxed)
        })
    };
    let by_barrier: fn(&AtomicUsize) -> usize = |data| {
        let barrier = Barrier::new(2);
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, Relaxed);
                barrier.wait();
            });
            barrier.wait();
            data.load(Relaxed)
        })
    };
    let by_once: fn(&AtomicUsize) -> usize = |data| {
        let once = OnceLock::new();
        thread::scope(|s| {
            s.spawn(|| once.get_or_init(|| data.store(1, Relaxed)));
            match once.get() {
                Some(()) => data.load(Relaxed),
                None => 1,
            }
        })
    };
    let by_looking_whether_it_is_finished: fn(&AtomicUsize) -> usize = |data| {
        thread::scope(|s| {
            let thread = s.spawn(|| data.store(1, Relaxed));
            while !thread.is_finished() {}
            data.load(Relaxed)
        })
    };
    for wait in [
        by_join,
        by_scope,
        by_message,
        by_rendezvous,
        by_hanging_up,
        by_barrier,
        by_once,
        by_looking_whether_it_is_finished,
    ] {
        outcomes(move || published(wait), &["1"]);
    }
}

#[test]
fn nothing_is_published_to_a_thread_that_only_looks() {
    fn looks(data: &AtomicUsize, look: impl Fn() -> bool) -> usize {
        if look() { data.load(Relaxed) } else { 1 }
    }
    can_end_with(
        || {
            let (data, seen) = (AtomicUsize::new(0), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    seen.store(true, Relaxed);
                });
                looks(&data, || seen.load(Acquire))
            })
        },
        "0",
    );
    // The same with a release: the test above would fail if nothing were ever stale.
    outcomes(
        || {
            let (data, seen) = (AtomicUsize::new(0), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    seen.store(true, Release);
                });
                looks(&data, || seen.load(Acquire))
            })
        },
        &["1"],
    );
}

#[test]
fn a_once_lock_can_be_seen_empty_by_who_has_no_reason_to_know_better() {
    fn asks(how: Ordering) -> Option<u32> {
        let (cell, set) = (OnceLock::new(), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                cell.set(1).unwrap();
                set.store(true, how);
            });
            let is_set = set.load(Acquire);
            is_set.then(|| cell.get().copied().unwrap_or(0))
        })
    }
    outcomes(|| asks(Relaxed), &["None", "Some(0)", "Some(1)"]);
    outcomes(|| asks(Release), &["None", "Some(1)"]);
}

#[test]
fn a_once_lock_that_was_seen_set_stays_so() {
    outcomes(
        || {
            let cell = OnceLock::new();
            thread::scope(|s| {
                s.spawn(|| cell.set(1).ok());
                // Who initialises it, or finds that somebody has, knows.
                let first = *cell.get_or_init(|| 2);
                (first, cell.get().copied(), OnceLock::from(3).get().copied())
            })
        },
        &["(1, Some(1), Some(3))", "(2, Some(2), Some(3))"],
    );
}

#[test]
fn joining_a_thread_that_has_ended_already_publishes_what_it_did() {
    fn joins(scoped: bool) -> usize {
        let (data, step) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (theirs, stepped) = (Arc::clone(&data), Arc::clone(&step));
        let work = move || {
            theirs.store(1, Relaxed);
            stepped.store(1, Relaxed);
        };
        // Looking at the step, which proves nothing, lets the other thread come to its end first.
        if scoped {
            thread::scope(|s| {
                s.spawn(work);
                step.load(Relaxed);
            });
        } else {
            let thread = thread::spawn(work);
            step.load(Relaxed);
            thread.join().unwrap();
        }
        data.load(Relaxed)
    }
    outcomes(|| joins(false), &["1"]);
    outcomes(|| joins(true), &["1"]);
}

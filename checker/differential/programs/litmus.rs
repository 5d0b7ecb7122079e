//! The litmus tests of the literature: two to four threads, two variables, one pattern each, for each ordering.
//!
//! Names and outcomes as in "Herding cats" (Alglave, Maranget, Tautschnig 2014) and the C11 model's text.

use super::super::Deviation::NothingFromTheFuture;
use super::super::{Program, program};
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicUsize, fence};
use std::thread;

/// The variables of a test, both 0.
#[derive(Default)]
struct Two {
    x: AtomicUsize,
    y: AtomicUsize,
}

/// Runs two threads and returns what they return, and what is in the variables then.
fn both<A: Send, B: Send>(
    first: impl FnOnce(&Two) -> A + Send,
    second: impl FnOnce(&Two) -> B + Send,
) -> ((A, B), (usize, usize)) {
    let two = Two::default();
    let read = thread::scope(|s| {
        let first = s.spawn(|| first(&two));
        let second = s.spawn(|| second(&two));
        (first.join().unwrap(), second.join().unwrap())
    });
    (read, (two.x.load(Relaxed), two.y.load(Relaxed)))
}

fn store_buffering(store: Ordering, load: Ordering, barrier: Option<Ordering>) -> (usize, usize) {
    let between = || barrier.into_iter().for_each(fence);
    let first = |two: &Two| {
        two.x.store(1, store);
        between();
        two.y.load(load)
    };
    let second = |two: &Two| {
        two.y.store(1, store);
        between();
        two.x.load(load)
    };
    both(first, second).0
}

fn message_passing(store: Ordering, load: Ordering) -> (usize, usize) {
    let sends = |two: &Two| {
        two.x.store(1, Relaxed);
        two.y.store(1, store);
    };
    both(sends, |two| (two.y.load(load), two.x.load(Relaxed))).0.1
}

fn message_passing_with_fences(release: bool, acquire: bool) -> (usize, usize) {
    let sends = |two: &Two| {
        two.x.store(1, Relaxed);
        if release {
            fence(Release);
        }
        two.y.store(1, Relaxed);
    };
    let receives = |two: &Two| {
        let flag = two.y.load(Relaxed);
        if acquire {
            fence(Acquire);
        }
        (flag, two.x.load(Relaxed))
    };
    both(sends, receives).0.1
}

fn load_buffering(store: Ordering, load: Ordering) -> (usize, usize) {
    let first = |two: &Two| {
        let seen = two.x.load(load);
        two.y.store(1, store);
        seen
    };
    let second = |two: &Two| {
        let seen = two.y.load(load);
        two.x.store(1, store);
        seen
    };
    both(first, second).0
}

fn two_and_two_writes(store: Ordering) -> (usize, usize) {
    let first = |two: &Two| {
        two.x.store(1, store);
        two.y.store(2, store);
    };
    let second = |two: &Two| {
        two.y.store(1, store);
        two.x.store(2, store);
    };
    both(first, second).1
}

fn s_shape(store: Ordering, load: Ordering) -> (usize, usize) {
    let first = |two: &Two| {
        two.x.store(2, Relaxed);
        two.y.store(1, store);
    };
    let second = |two: &Two| {
        let seen = two.y.load(load);
        two.x.store(1, Relaxed);
        seen
    };
    let (((), seen), (x, _)) = both(first, second);
    (seen, x)
}

fn r_shape(store: Ordering, load: Ordering) -> (usize, usize) {
    let first = |two: &Two| {
        two.x.store(1, store);
        two.y.store(1, store);
    };
    let second = |two: &Two| {
        two.y.store(2, store);
        two.x.load(load)
    };
    let (((), seen), (_, y)) = both(first, second);
    (seen, y)
}

/// Independent reads of independent writes: whether the two readers disagree on what was written first.
fn readers_disagree(store: Ordering, load: Ordering, barrier: bool) -> bool {
    let two = Two::default();
    let reads = |first: &AtomicUsize, second: &AtomicUsize| {
        let early = first.load(load);
        if barrier {
            fence(SeqCst);
        }
        (early, second.load(load))
    };
    thread::scope(|s| {
        s.spawn(|| two.x.store(1, store));
        s.spawn(|| two.y.store(1, store));
        let one = s.spawn(|| reads(&two.x, &two.y));
        let other = s.spawn(|| reads(&two.y, &two.x));
        one.join().unwrap() == (1, 0) && other.join().unwrap() == (1, 0)
    })
}

/// Write-to-read causality: whether the third thread sees the effect without its cause.
fn effect_without_cause(store: Ordering, load: Ordering) -> bool {
    let two = Two::default();
    thread::scope(|s| {
        s.spawn(|| two.x.store(1, store));
        let second = s.spawn(|| {
            let seen = two.x.load(load);
            two.y.store(1, store);
            seen
        });
        let third = s.spawn(|| (two.y.load(load), two.x.load(load)));
        second.join().unwrap() == 1 && third.join().unwrap() == (1, 0)
    })
}

/// ISA2: a message handed on by a second thread.
fn handed_on_without_data(store: Ordering, load: Ordering) -> bool {
    let (two, second_flag) = (Two::default(), AtomicUsize::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            two.x.store(1, Relaxed);
            two.y.store(1, store);
        });
        let hands_on = s.spawn(|| {
            let seen = two.y.load(load);
            second_flag.store(1, store);
            seen
        });
        let last = s.spawn(|| (second_flag.load(load), two.x.load(Relaxed)));
        hands_on.join().unwrap() == 1 && last.join().unwrap() == (1, 0)
    })
}

const NOT_BOTH_OLD: &[&str] = &["(0, 1)", "(1, 0)", "(1, 1)"];
const ANY: &[&str] = &["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"];
const FLAG_WITH_DATA: &[&str] = &["(0, 0)", "(0, 1)", "(1, 1)"];
const NOT_BOTH_NEW: &[&str] = &["(0, 0)", "(0, 1)", "(1, 0)"];
const SOMEBODY_IS_LAST: &[&str] = &["(1, 2)", "(2, 1)", "(2, 2)"];
const S_IN_ORDER: &[&str] = &["(0, 1)", "(0, 2)", "(1, 1)"];
const R_IN_ORDER: &[&str] = &["(0, 1)", "(1, 1)", "(1, 2)"];
const R_WEAK: &[&str] = &["(0, 1)", "(0, 2)", "(1, 1)", "(1, 2)"];

pub fn programs() -> Vec<Program> {
    vec![
        program("store_buffering_relaxed", NOT_BOTH_OLD, || {
            store_buffering(Relaxed, Relaxed, None)
        })
        .weak(ANY),
        program("store_buffering_release_acquire", NOT_BOTH_OLD, || {
            store_buffering(Release, Acquire, None)
        })
        .weak(ANY),
        program("store_buffering_seq_cst", NOT_BOTH_OLD, || {
            store_buffering(SeqCst, SeqCst, None)
        }),
        program("store_buffering_seq_cst_fences", NOT_BOTH_OLD, || {
            store_buffering(Relaxed, Relaxed, Some(SeqCst))
        }),
        program("store_buffering_acq_rel_fences", NOT_BOTH_OLD, || {
            store_buffering(Relaxed, Relaxed, Some(AcqRel))
        })
        .weak(ANY),
        program("message_passing_relaxed", FLAG_WITH_DATA, || {
            message_passing(Relaxed, Relaxed)
        })
        .weak(ANY),
        program("message_passing_release_relaxed", FLAG_WITH_DATA, || {
            message_passing(Release, Relaxed)
        })
        .weak(ANY),
        program("message_passing_relaxed_acquire", FLAG_WITH_DATA, || {
            message_passing(Relaxed, Acquire)
        })
        .weak(ANY),
        program("message_passing_release_acquire", FLAG_WITH_DATA, || {
            message_passing(Release, Acquire)
        }),
        program("message_passing_seq_cst", FLAG_WITH_DATA, || {
            message_passing(SeqCst, SeqCst)
        }),
        program("message_passing_two_fences", FLAG_WITH_DATA, || {
            message_passing_with_fences(true, true)
        }),
        program("message_passing_release_fence_alone", FLAG_WITH_DATA, || {
            message_passing_with_fences(true, false)
        })
        .weak(ANY),
        program("message_passing_acquire_fence_alone", FLAG_WITH_DATA, || {
            message_passing_with_fences(false, true)
        })
        .weak(ANY),
        program("load_buffering_relaxed", NOT_BOTH_NEW, || {
            load_buffering(Relaxed, Relaxed)
        })
        .weak(ANY)
        .loom_deviates(NothingFromTheFuture, NOT_BOTH_NEW),
        program("load_buffering_release_acquire", NOT_BOTH_NEW, || {
            load_buffering(Release, Acquire)
        }),
        program("load_buffering_seq_cst", NOT_BOTH_NEW, || load_buffering(SeqCst, SeqCst)),
        program("two_and_two_writes_relaxed", SOMEBODY_IS_LAST, || {
            two_and_two_writes(Relaxed)
        })
        .weak(&["(1, 1)", "(1, 2)", "(2, 1)", "(2, 2)"]),
        program("two_and_two_writes_release", SOMEBODY_IS_LAST, || {
            two_and_two_writes(Release)
        })
        .weak(&["(1, 1)", "(1, 2)", "(2, 1)", "(2, 2)"]),
        program("two_and_two_writes_seq_cst", SOMEBODY_IS_LAST, || {
            two_and_two_writes(SeqCst)
        }),
        program("s_shape_relaxed", S_IN_ORDER, || s_shape(Relaxed, Relaxed))
            .weak(&["(0, 1)", "(0, 2)", "(1, 1)", "(1, 2)"]),
        program("s_shape_release_acquire", S_IN_ORDER, || s_shape(Release, Acquire)),
        program("r_shape_relaxed", R_IN_ORDER, || r_shape(Relaxed, Relaxed)).weak(R_WEAK),
        program("r_shape_release_acquire", R_IN_ORDER, || r_shape(Release, Acquire)).weak(R_WEAK),
        program("r_shape_seq_cst", R_IN_ORDER, || r_shape(SeqCst, SeqCst)),
        program("independent_reads_relaxed", &["false"], || {
            readers_disagree(Relaxed, Relaxed, false)
        })
        .weak(&["false", "true"])
        .loom_preemptions(1),
        program("independent_reads_release_acquire", &["false"], || {
            readers_disagree(Release, Acquire, false)
        })
        .weak(&["false", "true"])
        .loom_preemptions(1),
        program("independent_reads_seq_cst", &["false"], || {
            readers_disagree(SeqCst, SeqCst, false)
        })
        .loom_preemptions(1),
        program("independent_reads_seq_cst_fences", &["false"], || {
            readers_disagree(Relaxed, Relaxed, true)
        })
        .loom_preemptions(1),
        program("write_to_read_causality_relaxed", &["false"], || {
            effect_without_cause(Relaxed, Relaxed)
        })
        .weak(&["false", "true"])
        .loom_preemptions(1),
        program("write_to_read_causality_release_acquire", &["false"], || {
            effect_without_cause(Release, Acquire)
        })
        .loom_preemptions(1),
        program("message_handed_on_relaxed", &["false"], || {
            handed_on_without_data(Relaxed, Relaxed)
        })
        .weak(&["false", "true"])
        .loom_preemptions(1),
        program("message_handed_on_release_acquire", &["false"], || {
            handed_on_without_data(Release, Acquire)
        })
        .loom_preemptions(1),
    ]
}

//! Litmus tests of one variable (coherence), of read-modify-writes, and of what learners build from a few atomics.

use super::super::Deviation::UpdatesAreInOrder;
use super::super::{Program, program};
use std::sync::atomic::Ordering::{self, AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::thread;

fn reads_twice(store: Ordering, load: Ordering) -> (usize, usize) {
    let x = AtomicUsize::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            x.store(1, store);
            x.store(2, store);
        });
        let reader = s.spawn(|| (x.load(load), x.load(load)));
        reader.join().unwrap()
    })
}

/// Dekker's entry: how many come in, if each stays out when it sees the other's wish.
fn entered(store: Ordering, load: Ordering) -> usize {
    let wishes = [AtomicBool::new(false), AtomicBool::new(false)];
    thread::scope(|s| {
        let [first, second] = [0, 1].map(|me| {
            let wishes = &wishes;
            s.spawn(move || {
                wishes[me].store(true, store);
                usize::from(!wishes[1 - me].load(load))
            })
        });
        first.join().unwrap() + second.join().unwrap()
    })
}

/// Peterson's lock around an addition in two steps.
fn petersons_count() -> usize {
    let wants = [AtomicBool::new(false), AtomicBool::new(false)];
    let (turn, count) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        for me in 0..2 {
            let (wants, turn, count) = (&wants, &turn, &count);
            s.spawn(move || {
                wants[me].store(true, SeqCst);
                turn.store(1 - me, SeqCst);
                while wants[1 - me].load(SeqCst) && turn.load(SeqCst) != me {
                    thread::yield_now();
                }
                count.store(count.load(Relaxed) + 1, Relaxed);
                wants[me].store(false, SeqCst);
            });
        }
    });
    count.into_inner()
}

/// A flag that a second thread counts up keeps what the first one published: a release sequence.
fn counted_flag_without_data(publish: Ordering) -> bool {
    let (data, flag) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(1, Relaxed);
            flag.store(1, publish);
        });
        s.spawn(|| flag.fetch_add(1, Relaxed));
        let reader = s.spawn(|| (flag.load(Acquire), data.load(Relaxed)));
        reader.join().unwrap() == (2, 0)
    })
}

/// The look without the lock that double-checked locking begins with.
fn first_look(publish: Ordering, look: Ordering) -> Option<usize> {
    let (ready, data) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            data.store(7, Relaxed);
            ready.store(true, publish);
        });
        ready.load(look).then(|| data.load(Relaxed))
    })
}

/// Two threads store to two atomics in opposite orders: what is left of it.
fn two_plus_two_writes(order: Ordering) -> (usize, usize) {
    let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            x.store(1, order);
            y.store(2, order);
        });
        s.spawn(|| {
            y.store(1, order);
            x.store(2, order);
        });
    });
    (x.into_inner(), y.into_inner())
}

/// A sequence lock: `None` if the reader saw that the writer was there.
fn sequence_lock() -> Option<(usize, usize)> {
    let sequence = AtomicUsize::new(0);
    let (a, b) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        s.spawn(|| {
            sequence.store(1, SeqCst);
            a.store(1, SeqCst);
            b.store(1, SeqCst);
            sequence.store(2, SeqCst);
        });
        let before = sequence.load(SeqCst);
        let read = (a.load(SeqCst), b.load(SeqCst));
        (before.is_multiple_of(2) && sequence.load(SeqCst) == before).then_some(read)
    })
}

const NEVER_BACK: &[&str] = &["(0, 0)", "(0, 1)", "(0, 2)", "(1, 1)", "(1, 2)", "(2, 2)"];

pub fn programs() -> Vec<Program> {
    vec![
        program("read_read_coherence_relaxed", NEVER_BACK, || reads_twice(Relaxed, Relaxed)),
        program("read_read_coherence_release_acquire", NEVER_BACK, || {
            reads_twice(Release, Acquire)
        }),
        program("read_read_coherence_seq_cst", NEVER_BACK, || reads_twice(SeqCst, SeqCst)),
        program("readers_agree_on_the_order_of_two_stores", &["false"], || {
            let x = AtomicUsize::new(0);
            thread::scope(|s| {
                s.spawn(|| x.store(1, Relaxed));
                s.spawn(|| x.store(2, Relaxed));
                let readers = [0, 1].map(|_| s.spawn(|| (x.load(Relaxed), x.load(Relaxed))));
                let mut seen = readers.map(|reader| reader.join().unwrap());
                seen.sort_unstable();
                seen == [(1, 2), (2, 1)]
            })
        })
        .loom_preemptions(1),
        program("write_write_coherence", &["2", "3"], || {
            let x = AtomicUsize::new(0);
            thread::scope(|s| {
                s.spawn(|| {
                    x.store(1, Relaxed);
                    x.store(2, Relaxed);
                });
                s.spawn(|| x.store(3, Relaxed));
            });
            x.into_inner()
        }),
        program("write_read_coherence_in_the_owners_eyes", &["(1, 1)", "(1, 2)", "(2, 2)"], || {
            let x = AtomicUsize::new(0);
            let seen = thread::scope(|s| {
                s.spawn(|| x.store(2, Relaxed));
                x.store(1, Relaxed);
                x.load(Relaxed)
            });
            (seen, x.into_inner())
        }),
        program("write_read_coherence_in_place", &["(1, 1)", "(1, 2)", "(2, 2)"], || {
            let mut x = AtomicUsize::new(0);
            let seen = thread::scope(|s| {
                s.spawn(|| x.store(2, Relaxed));
                x.store(1, Relaxed);
                x.load(Relaxed)
            });
            (seen, *x.get_mut())
        }),
        program("two_plus_two_writes_relaxed", &["(1, 2)", "(2, 1)", "(2, 2)"], || two_plus_two_writes(Relaxed))
            .weak(&["(1, 1)", "(1, 2)", "(2, 1)", "(2, 2)"]),
        program("two_plus_two_writes_seq_cst", &["(1, 2)", "(2, 1)", "(2, 2)"], || two_plus_two_writes(SeqCst)),
        // Nobody joins anybody: it is the count of the `Arc` that tells the last owner that the other has gone.
        program("the_last_owner_sees_all_stores", &["[1, 2]"], || {
            let x = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
            let owners = [Arc::clone(&x), x];
            let mut last = thread::scope(|s| {
                let mut next = 0;
                let owners = owners.map(|owner| {
                    let mine = next;
                    next += 1;
                    s.spawn(move || {
                        owner[mine].store(mine + 1, Relaxed);
                        Arc::into_inner(owner).map(|x| x.map(AtomicUsize::into_inner))
                    })
                });
                owners.map(|owner| owner.join().unwrap())
            });
            last.sort();
            last[1].unwrap()
        }),
        program("read_write_coherence", &["(0, 1)", "(0, 2)", "(2, 1)"], || {
            let x = AtomicUsize::new(0);
            let seen = thread::scope(|s| {
                s.spawn(|| x.store(2, Relaxed));
                let seen = x.load(Relaxed);
                x.store(1, Relaxed);
                seen
            });
            (seen, x.into_inner())
        }),
        program("write_read_coherence", &["(1, 1)", "(1, 2)", "(2, 2)"], || {
            let x = AtomicUsize::new(0);
            let seen = thread::scope(|s| {
                s.spawn(|| x.store(2, Relaxed));
                x.store(1, Relaxed);
                x.load(Relaxed)
            });
            (seen, x.load(Relaxed))
        }),
        program("dekkers_entry_seq_cst", &["0", "1"], || entered(SeqCst, SeqCst)),
        program("dekkers_entry_release_acquire", &["0", "1"], || entered(Release, Acquire)).weak(&["0", "1", "2"]),
        program("petersons_lock_seq_cst", &["2"], petersons_count),
        program("release_sequence_through_an_addition", &["false"], || {
            counted_flag_without_data(Release)
        })
        .loom_preemptions(1),
        program("no_release_sequence_from_a_relaxed_store", &["false"], || {
            counted_flag_without_data(Relaxed)
        })
        .weak(&["false", "true"])
        .loom_preemptions(1),
        program("checked_initialisation_relaxed", &["None", "Some(7)"], || {
            first_look(Relaxed, Relaxed)
        })
        .weak(&["None", "Some(0)", "Some(7)"]),
        program("checked_initialisation_release_acquire", &["None", "Some(7)"], || {
            first_look(Release, Acquire)
        }),
        program(
            "sequence_lock_never_torn",
            &["None", "Some((0, 0))", "Some((1, 1))"],
            sequence_lock,
        ),
        program("an_addition_reads_the_latest_value", &["(0, 1)", "(1, 0)"], || {
            let x = AtomicUsize::new(0);
            thread::scope(|s| {
                let other = s.spawn(|| x.fetch_add(1, Relaxed));
                (x.fetch_add(1, Relaxed), other.join().unwrap())
            })
        }),
        program("store_buffering_by_additions_of_nothing", &["(0, 1)", "(1, 0)", "(1, 1)"], || {
            let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                let other = s.spawn(|| {
                    y.store(1, Relaxed);
                    x.fetch_add(0, AcqRel)
                });
                x.store(1, Relaxed);
                (y.fetch_add(0, AcqRel), other.join().unwrap())
            })
        })
        .weak(&["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"])
        .loom_deviates(UpdatesAreInOrder, &["(0, 1)", "(1, 0)", "(1, 1)"]),
        program("store_buffering_by_swaps", &["(0, 1)", "(1, 0)", "(1, 1)"], || {
            let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                let other = s.spawn(|| {
                    y.swap(1, AcqRel);
                    x.load(Acquire)
                });
                x.swap(1, AcqRel);
                (y.load(Acquire), other.join().unwrap())
            })
        })
        .weak(&["(0, 0)", "(0, 1)", "(1, 0)", "(1, 1)"]),
        program("swapped_message_passing", &["None", "Some(1)"], || {
            let (data, flag) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    flag.swap(1, AcqRel);
                });
                (flag.swap(2, AcqRel) == 1).then(|| data.load(Relaxed))
            })
        }),
        program("failed_exchange_acquires_what_it_reads", &["None", "Some(1)"], || {
            let (data, flag) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    flag.store(1, Release);
                });
                let failed = flag.compare_exchange(7, 8, Relaxed, Acquire);
                (failed == Err(1)).then(|| data.load(Relaxed))
            })
        }),
        program("failed_relaxed_exchange_acquires_nothing", &["None", "Some(1)"], || {
            let (data, flag) = (AtomicUsize::new(0), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    flag.store(1, Release);
                });
                let failed = flag.compare_exchange(7, 8, AcqRel, Relaxed);
                (failed == Err(1)).then(|| data.load(Relaxed))
            })
        })
        .weak(&["None", "Some(0)", "Some(1)"]),
    ]
}

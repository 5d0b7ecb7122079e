//! Atomics as learners use them: counters, flags, locks of their own.

use super::super::Deviation::NothingIsSpurious;
use super::super::{Program, program};
use std::hint;
use std::sync::atomic::Ordering::{AcqRel, Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicI8, AtomicU8, AtomicU32, AtomicUsize};
use std::sync::{Arc, Mutex};
use std::thread;

/// Runs the same closure in two threads and returns what both return.
fn twice<R: Send>(work: impl Fn() -> R + Sync) -> [R; 2] {
    thread::scope(|s| [s.spawn(&work), s.spawn(&work)].map(|thread| thread.join().unwrap()))
}

pub fn programs() -> Vec<Program> {
    vec![
        program("counting_in_one_step", &["4"], || {
            let count = AtomicUsize::new(0);
            twice(|| (0..2).for_each(|_| {
                count.fetch_add(1, Relaxed);
            }));
            count.into_inner()
        }),
        program("counting_in_two_steps", &["2", "3", "4"], || {
            let count = AtomicUsize::new(0);
            twice(|| (0..2).for_each(|_| count.store(count.load(SeqCst) + 1, SeqCst)));
            count.into_inner()
        }),
        program("three_threads_count_in_two_steps", &["1", "2", "3"], || {
            let count = AtomicUsize::new(0);
            thread::scope(|s| {
                for _ in 0..3 {
                    s.spawn(|| count.store(count.load(SeqCst) + 1, SeqCst));
                }
            });
            count.into_inner()
        }),
        program("counting_with_compare_exchange", &["2"], || {
            let count = AtomicUsize::new(0);
            twice(|| {
                let mut seen = count.load(Relaxed);
                while let Err(latest) = count.compare_exchange(seen, seen + 1, AcqRel, Relaxed) {
                    seen = latest;
                }
            });
            count.into_inner()
        }),
        program("counting_with_fetch_update", &["2"], || {
            let count = AtomicUsize::new(0);
            twice(|| count.fetch_update(AcqRel, Acquire, |n| Some(n + 1)).is_ok());
            count.into_inner()
        }),
        program("numbers_handed_out_once", &["[0, 1]", "[1, 0]"], || {
            let next = AtomicUsize::new(0);
            twice(|| next.fetch_add(1, Relaxed))
        }),
        program("one_of_two_swaps_wins", &["[false, true]", "[true, false]"], || {
            let taken = AtomicBool::new(false);
            twice(|| !taken.swap(true, AcqRel))
        }),
        program("looking_and_then_taking", &["[false, true]", "[true, false]", "[true, true]"], || {
            let taken = AtomicBool::new(false);
            twice(|| {
                let free = !taken.load(SeqCst);
                if free {
                    taken.store(true, SeqCst);
                }
                free
            })
        }),
        program("one_of_two_exchanges_wins", &["[Err(1), Ok(0)]", "[Err(2), Ok(0)]", "[Ok(0), Err(1)]", "[Ok(0), Err(2)]"], || {
            let slot = AtomicUsize::new(0);
            let next = AtomicUsize::new(1);
            twice(|| slot.compare_exchange(0, next.fetch_add(1, SeqCst), SeqCst, SeqCst))
        }),
        program("a_weak_exchange_may_fail_for_no_reason", &["Err(0)", "Ok(0)"], || {
            AtomicUsize::new(0).compare_exchange_weak(0, 1, SeqCst, SeqCst)
        })
        .loom_deviates(NothingIsSpurious, &["Ok(0)"]),
        program("the_largest_of_three", &["7"], || {
            let largest = AtomicUsize::new(0);
            thread::scope(|s| {
                for n in [3, 7, 5] {
                    let largest = &largest;
                    s.spawn(move || largest.fetch_max(n, Relaxed));
                }
            });
            largest.into_inner()
        }),
        program("the_largest_in_two_steps", &["3", "7"], || {
            let largest = AtomicUsize::new(0);
            thread::scope(|s| {
                for n in [3, 7] {
                    let largest = &largest;
                    s.spawn(move || {
                        if n > largest.load(SeqCst) {
                            largest.store(n, SeqCst);
                        }
                    });
                }
            });
            largest.into_inner()
        }),
        program("spinning_until_a_flag_is_set", &["1"], || {
            let (data, ready) = (AtomicUsize::new(0), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    ready.store(true, Release);
                });
                while !ready.load(Acquire) {
                    hint::spin_loop();
                }
                data.load(Relaxed)
            })
        }),
        program("spinning_on_a_relaxed_flag", &["1"], || {
            let (data, ready) = (AtomicUsize::new(0), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    ready.store(true, Relaxed);
                });
                while !ready.load(Relaxed) {
                    hint::spin_loop();
                }
                data.load(Relaxed)
            })
        })
        .weak(&["0", "1"]),
        program("a_stop_flag_ends_a_worker", &["true"], || {
            let stop = Arc::new(AtomicBool::new(false));
            let theirs = Arc::clone(&stop);
            let worker = thread::spawn(move || {
                while !theirs.load(Relaxed) {
                    thread::yield_now();
                }
            });
            stop.store(true, Relaxed);
            worker.join().is_ok()
        }),
        program("a_spin_lock", &["2"], || {
            let (locked, count) = (AtomicBool::new(false), AtomicUsize::new(0));
            twice(|| {
                while locked.compare_exchange_weak(false, true, Acquire, Relaxed).is_err() {
                    hint::spin_loop();
                }
                count.store(count.load(Relaxed) + 1, Relaxed);
                locked.store(false, Release);
            });
            count.into_inner()
        }),
        program("a_relaxed_spin_lock", &["2"], || {
            let (locked, count) = (AtomicBool::new(false), AtomicUsize::new(0));
            twice(|| {
                while locked.swap(true, Relaxed) {
                    hint::spin_loop();
                }
                count.store(count.load(Relaxed) + 1, Relaxed);
                locked.store(false, Relaxed);
            });
            count.into_inner()
        })
        .weak(&["1", "2"])
        .not_in_loom("nothing orders a relaxed swap after the store that frees the lock: one may read its own value for ever"),
        program("a_ticket_lock", &["[0, 1]", "[1, 0]"], || {
            let (next, serving) = (AtomicUsize::new(0), AtomicUsize::new(0));
            let order = Mutex::new(Vec::new());
            thread::scope(|s| {
                for me in 0..2 {
                    let (next, serving, order) = (&next, &serving, &order);
                    s.spawn(move || {
                        let ticket = next.fetch_add(1, Relaxed);
                        while serving.load(Acquire) != ticket {
                            thread::yield_now();
                        }
                        order.lock().unwrap().push(me);
                        serving.store(ticket + 1, Release);
                    });
                }
            });
            order.into_inner().unwrap()
        }),
        program("a_value_that_came_back_looks_unchanged", &["(0, true)", "(1, false)", "(1, true)"], || {
            let value = AtomicUsize::new(5);
            let changes = AtomicUsize::new(0);
            thread::scope(|s| {
                s.spawn(|| {
                    changes.store(1, SeqCst);
                    value.store(6, SeqCst);
                    value.store(5, SeqCst);
                });
                let exchanged = value.compare_exchange(5, 9, SeqCst, SeqCst).is_ok();
                (changes.load(SeqCst), exchanged)
            })
        }),
        program("bytes_wrap_round", &["(250, 4, -128, 127)"], || {
            let (byte, signed) = (AtomicU8::new(250), AtomicI8::new(-128));
            let olds = (byte.fetch_add(10, AcqRel), signed.fetch_sub(1, AcqRel));
            (olds.0, byte.into_inner(), olds.1, signed.into_inner())
        }),
        program("bits_and_flags", &["(12, 4, 5, 6, true, false, true)"], || {
            let (word, flag) = (AtomicU32::new(0b1100), AtomicBool::new(true));
            (
                word.fetch_and(0b0110, AcqRel),
                word.fetch_or(0b1, AcqRel),
                word.fetch_xor(0b11, AcqRel),
                word.load(Acquire),
                flag.fetch_and(false, AcqRel),
                flag.fetch_or(true, AcqRel),
                flag.fetch_nand(true, AcqRel),
            )
        }),
        program("an_atomic_in_its_owners_hands", &["13"], || {
            let mut value = AtomicUsize::from(1);
            twice(|| value.fetch_add(1, Relaxed));
            *value.get_mut() += 10;
            value.into_inner()
        }),
        program("spinning_for_what_nobody_does", &["Livelock"], || {
            let flag = AtomicBool::new(false);
            while !flag.load(SeqCst) {
                hint::spin_loop();
            }
        })
        .not_in_loom("loom has no measure of turning in vain: the execution is too long for it"),
    ]
}

//! Locks, conditions, channels and the rest do what std's documentation says.

mod common;

use common::{can_end_with, explore, outcomes};
use std::sync::atomic::Ordering::{Relaxed, SeqCst};
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::mpsc::{self, RecvTimeoutError, TrySendError};
use std::sync::{Arc, Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock, TryLockError};
use std::thread;
use std::time::Duration;

#[test]
fn locks_taken_in_both_orders_deadlock() {
    can_end_with(
        || {
            let (a, b) = (Mutex::new(()), Mutex::new(()));
            thread::scope(|s| {
                s.spawn(|| {
                    let _a = a.lock().unwrap();
                    let _b = b.lock().unwrap();
                });
                s.spawn(|| {
                    let _b = b.lock().unwrap();
                    let _a = a.lock().unwrap();
                });
            });
        },
        "Deadlock",
    );
}

#[test]
fn a_deadlock_says_who_waits_and_who_holds() {
    let explored = explore(|| {
        let lock = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&lock);
        let guard = lock.lock().unwrap();
        thread::spawn(move || *theirs.lock().unwrap() += 1).join().unwrap();
        drop(guard);
    });
    let report = explored.last.unwrap();
    let waits: Vec<_> = report
        .tasks
        .iter()
        .map(|task| task.waiting.map(|waiting| waiting.what))
        .collect();
    use recorder::trace::Blocked;
    assert_eq!(waits, [Some(Blocked::Join(1)), Some(Blocked::Lock)]);
    let held = report.tasks[0].held[0].object;
    assert_eq!(report.tasks[1].waiting.unwrap().object, held);
}

/// Where locks are tried, giving the lock back at the beginning of a wait is a step of its own, and others may be waiting for it.
#[test]
fn who_is_about_to_wait_on_a_condvar_has_still_the_lock_to_give_back() {
    let explored = explore(|| {
        let (tried, desk, freed) = (Mutex::new(()), Mutex::new(()), Condvar::new());
        let work = || {
            let mut at_desk = desk.lock().unwrap();
            let held = loop {
                match tried.try_lock() {
                    Ok(held) => break held,
                    Err(_) => at_desk = freed.wait(at_desk).unwrap(),
                }
            };
            drop(at_desk);
            thread::yield_now();
            let at_desk = desk.lock().unwrap();
            drop(held);
            freed.notify_all();
            drop(at_desk);
        };
        thread::scope(|s| {
            s.spawn(work);
            s.spawn(work);
        });
    });
    assert_eq!(explored.outcomes.into_iter().collect::<Vec<_>>(), ["()"]);
}

#[test]
fn a_condvar_loses_a_notify_that_comes_before_the_wait() {
    fn notifies(locked: bool) -> bool {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let flag = Arc::new(AtomicBool::new(false));
        let (theirs, set) = (Arc::clone(&pair), Arc::clone(&flag));
        thread::spawn(move || {
            let guard = locked.then(|| theirs.0.lock().unwrap());
            set.store(true, SeqCst);
            drop(guard);
            theirs.1.notify_one();
        });
        let mut guard = pair.0.lock().unwrap();
        while !flag.load(SeqCst) {
            guard = pair.1.wait(guard).unwrap();
        }
        *guard
    }
    outcomes(|| notifies(true), &["false"]);
    can_end_with(|| notifies(false), "Deadlock");
}

#[test]
fn one_notify_wakes_one_and_a_notify_of_all_wakes_all() {
    fn waits(all: bool) -> usize {
        let pair = Arc::new((Mutex::new(0), Condvar::new()));
        let waiting: Vec<_> = (0..2)
            .map(|_| {
                let pair = Arc::clone(&pair);
                thread::spawn(move || {
                    let mut count = pair.0.lock().unwrap();
                    *count += 1;
                    drop(pair.1.wait_while(count, |count| *count < 3).unwrap());
                })
            })
            .collect();
        let mut count = pair.0.lock().unwrap();
        while *count < 2 {
            drop(count);
            thread::yield_now();
            count = pair.0.lock().unwrap();
        }
        *count = 3;
        drop(count);
        if all {
            pair.1.notify_all()
        } else {
            pair.1.notify_one()
        }
        waiting.into_iter().map(|thread| thread.join().unwrap()).count()
    }
    outcomes(|| waits(true), &["2"]);
    outcomes(|| waits(false), &["Deadlock"]);
}

#[test]
fn park_keeps_one_token_and_sees_what_every_unpark_before_it_saw() {
    outcomes(
        || {
            let left = Arc::new(AtomicUsize::new(2));
            let caller = thread::current();
            for _ in 0..2 {
                let (left, caller) = (Arc::clone(&left), caller.clone());
                thread::spawn(move || {
                    left.fetch_sub(1, Relaxed);
                    caller.unpark();
                });
            }
            while left.load(Relaxed) > 0 {
                thread::park();
            }
        },
        &["()"],
    );
}

#[test]
fn statics_start_afresh_in_every_execution() {
    static HITS: AtomicUsize = AtomicUsize::new(5);
    static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());
    static TABLE: RwLock<[u8; 3]> = RwLock::new([1, 2, 3]);
    static LAZY: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(vec![9]));
    static ONCE: Once = Once::new();
    static SET: OnceLock<u32> = OnceLock::new();
    static BARRIER: Barrier = Barrier::new(2);
    static DONE: Condvar = Condvar::new();
    let program = || {
        thread::scope(|s| {
            for name in ["a", "b"] {
                s.spawn(move || {
                    BARRIER.wait();
                    HITS.fetch_add(1, SeqCst);
                    LOG.lock().unwrap().push(name.to_string());
                    TABLE.write().unwrap()[0] += 1;
                    LAZY.lock().unwrap().push(1);
                    ONCE.call_once(|| println!("once"));
                    SET.get_or_init(|| 4);
                    DONE.notify_all();
                });
            }
        });
        let log = DONE.wait_while(LOG.lock().unwrap(), |log| log.len() < 2).unwrap().len();
        (
            HITS.load(SeqCst),
            log,
            *TABLE.read().unwrap(),
            LAZY.lock().unwrap().len(),
            SET.get().copied(),
        )
    };
    let explored = common::explore_with(&common::settings(2), program);
    assert_eq!(
        explored.outcomes.into_iter().collect::<Vec<_>>(),
        ["(7, 2, [3, 2, 3], 3, Some(4))"]
    );
    assert_eq!(explored.outputs.into_iter().collect::<Vec<_>>(), ["once\n"]);
    assert!(explored.executions > 10, "{}", explored.executions);
}

#[test]
fn a_try_lock_fails_only_while_somebody_holds_the_lock() {
    let program = || {
        let lock = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&lock);
        let holder = thread::spawn(move || *theirs.lock().unwrap() += 1);
        let tried = match lock.try_lock() {
            Ok(value) => Ok(*value),
            Err(TryLockError::WouldBlock) => Err("locked"),
            Err(TryLockError::Poisoned(_)) => Err("poisoned"),
        };
        holder.join().unwrap();
        tried
    };
    outcomes(program, &["Err(\"locked\")", "Ok(0)", "Ok(1)"]);
}

#[test]
fn a_lock_that_is_polled_is_found_free_in_the_end() {
    let program = || {
        let lock = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&lock);
        let holder = thread::spawn(move || *theirs.lock().unwrap() += 1);
        let seen = loop {
            if let Ok(guard) = lock.try_lock() {
                if *guard == 1 {
                    break *guard;
                }
            }
        };
        holder.join().unwrap();
        seen
    };
    outcomes(program, &["1"]);
}

#[test]
fn readers_share_a_lock_and_writers_do_not() {
    fn inside(write: bool) -> usize {
        let lock = RwLock::new(());
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let come_and_go = || {
            most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
            inside.fetch_sub(1, SeqCst);
        };
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    if write {
                        let _guard = lock.write().unwrap();
                        come_and_go();
                    } else {
                        let _guard = lock.read().unwrap();
                        come_and_go();
                    }
                });
            }
        });
        most.into_inner()
    }
    outcomes(|| inside(true), &["1"]);
    outcomes(|| inside(false), &["1", "2"]);
}

#[test]
fn a_bounded_channel_is_full_until_somebody_receives() {
    outcomes(
        || {
            let (tx, rx) = mpsc::sync_channel(1);
            let receiver = thread::spawn(move || rx.iter().sum::<i32>());
            tx.send(1).unwrap();
            let full = matches!(tx.try_send(2), Err(TrySendError::Full(2)));
            drop(tx);
            (full, receiver.join().unwrap())
        },
        &["(false, 3)", "(true, 1)"],
    );
}

#[test]
fn a_sender_learns_that_the_receiver_is_gone() {
    outcomes(
        || {
            let (tx, rx) = mpsc::sync_channel(0);
            thread::spawn(move || drop(rx));
            tx.send(1).is_err()
        },
        &["true"],
    );
}

#[test]
fn a_receive_times_out_only_when_nobody_can_send_earlier() {
    fn receives(after: u64) -> Result<(), RecvTimeoutError> {
        let (tx, rx) = mpsc::channel();
        thread::spawn(move || {
            thread::sleep(Duration::from_secs(after));
            let _ = tx.send(());
        });
        rx.recv_timeout(Duration::from_secs(2))
    }
    outcomes(|| receives(1), &["Ok(())"]);
    outcomes(|| receives(3), &["Err(Timeout)"]);
}

#[test]
fn a_once_that_panicked_is_poisoned() {
    outcomes(
        || {
            let once = Arc::new(Once::new());
            let theirs = Arc::clone(&once);
            let panicked = thread::spawn(move || theirs.call_once(|| panic!("no"))).join().is_err();
            let again = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| once.call_once(|| {}))).is_err();
            let mut poisoned = false;
            once.call_once_force(|state| poisoned = state.is_poisoned());
            (panicked, again, poisoned, once.is_completed())
        },
        &["(true, true, true, true)"],
    );
}

#[test]
fn a_lock_is_usable_after_its_holder_panicked_while_another_waited() {
    outcomes(
        || {
            let lock = Arc::new(Mutex::new(0));
            let theirs = Arc::clone(&lock);
            let panics = thread::spawn(move || {
                let mut guard = theirs.lock().unwrap();
                *guard += 1;
                panic!("with the lock held");
            });
            let theirs = Arc::clone(&lock);
            let waits = thread::spawn(move || {
                let mut guard = theirs.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                *guard += 1;
            });
            waits.join().unwrap();
            assert!(panics.join().is_err());
            lock.clear_poison();
            lock.lock().map(|count| *count).unwrap()
        },
        &["2"],
    );
}

#[test]
fn threads_that_sleep_are_not_permuted_over_and_over() {
    let explored = explore(|| {
        let pair = Arc::new((Mutex::new(2), Condvar::new()));
        for seconds in [2, 1] {
            let pair = Arc::clone(&pair);
            thread::spawn(move || {
                thread::sleep(Duration::from_secs(seconds));
                let mut left = pair.0.lock().unwrap();
                *left -= 1;
                if *left == 0 {
                    pair.1.notify_one();
                }
            });
        }
        drop(pair.1.wait_while(pair.0.lock().unwrap(), |left| *left > 0).unwrap());
    });
    assert!(
        explored.exhausted && explored.executions < 500,
        "{} executions",
        explored.executions
    );
}

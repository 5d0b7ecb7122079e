//! The outcomes of small programs are exactly those that can come about.

use crate::common::outcomes;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc::{self, TryRecvError};
use std::sync::{Arc, Barrier, Mutex, OnceLock};
use std::thread;

#[test]
fn an_unlocked_counter_loses_additions_and_a_locked_one_does_not() {
    let racy = || {
        let counter = AtomicUsize::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    for _ in 0..2 {
                        counter.store(counter.load(SeqCst) + 1, SeqCst);
                    }
                });
            }
        });
        counter.into_inner()
    };
    outcomes(racy, &["2", "3", "4"]);
    let locked = || {
        let counter = Mutex::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| (0..2).for_each(|_| *counter.lock().unwrap() += 1));
            }
        });
        counter.into_inner().unwrap()
    };
    outcomes(locked, &["4"]);
}

#[test]
fn locking_twice_in_one_statement_deadlocks() {
    let program = || {
        let lock = Mutex::new(1);
        *lock.lock().unwrap() = *lock.lock().unwrap() + 1;
    };
    outcomes(program, &["Deadlock"]);
}

#[test]
fn messages_of_one_sender_keep_their_order_and_the_hang_up_comes_last() {
    let program = || {
        let (tx, rx) = mpsc::channel();
        for base in [0, 10] {
            let tx = tx.clone();
            thread::spawn(move || {
                tx.send(base).unwrap();
                tx.send(base + 1).unwrap();
            });
        }
        drop(tx);
        rx.into_iter().collect::<Vec<_>>()
    };
    let all = [
        "[0, 1, 10, 11]",
        "[0, 10, 1, 11]",
        "[0, 10, 11, 1]",
        "[10, 0, 1, 11]",
        "[10, 0, 11, 1]",
        "[10, 11, 0, 1]",
    ];
    outcomes(program, &all);
}

#[test]
fn a_receiver_whose_sender_stays_waits_for_ever() {
    let program = || {
        let (tx, rx) = mpsc::channel();
        let theirs = tx.clone();
        thread::spawn(move || theirs.send(1).unwrap());
        let all: Vec<i32> = rx.into_iter().collect();
        drop(tx);
        all
    };
    outcomes(program, &["Deadlock"]);
}

#[test]
fn a_rendezvous_returns_when_its_message_has_been_taken() {
    let program = || {
        let (tx, rx) = mpsc::sync_channel(0);
        let taken = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&taken);
        let receiver = thread::spawn(move || {
            theirs.store(true, SeqCst);
            rx.recv().unwrap()
        });
        tx.send(7).unwrap();
        let seen = taken.load(SeqCst);
        (seen, receiver.join().unwrap())
    };
    outcomes(program, &["(true, 7)"]);
}

#[test]
fn try_recv_tells_empty_from_hung_up() {
    let program = || {
        let (tx, rx) = mpsc::channel::<()>();
        thread::spawn(move || drop(tx));
        matches!(rx.try_recv(), Err(TryRecvError::Empty))
    };
    outcomes(program, &["false", "true"]);
}

#[test]
fn a_barrier_has_one_leader_and_can_be_used_again() {
    let program = || {
        let barrier = Barrier::new(2);
        let leaders = AtomicUsize::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    for _ in 0..2 {
                        if barrier.wait().is_leader() {
                            leaders.fetch_add(1, SeqCst);
                        }
                    }
                });
            }
        });
        leaders.into_inner()
    };
    outcomes(program, &["2"]);
}

#[test]
fn a_once_lock_is_initialised_once() {
    let program = || {
        static ONCE: OnceLock<u32> = OnceLock::new();
        thread::scope(|s| {
            let first = s.spawn(|| *ONCE.get_or_init(|| 1));
            let second = s.spawn(|| *ONCE.get_or_init(|| 2));
            (first.join().unwrap(), second.join().unwrap())
        })
    };
    outcomes(program, &["(1, 1)", "(2, 2)"]);
}

#[test]
fn a_panic_is_an_error_from_join_and_poisons_the_lock() {
    let program = || {
        let lock = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&lock);
        let panicked = thread::spawn(move || {
            let _guard = theirs.lock().unwrap();
            let n = theirs.is_poisoned();
            panic!("poisoned before: {n}");
        });
        let payload = panicked.join().unwrap_err();
        let message = payload.downcast_ref::<String>().cloned();
        (message, lock.is_poisoned(), lock.lock().is_err(), thread::panicking())
    };
    outcomes(program, &["(Some(\"poisoned before: false\"), true, true, false)"]);
}

#[test]
fn a_scoped_thread_that_panics_panics_the_scope_unless_it_is_joined() {
    let unjoined = || thread::scope(|s| drop(s.spawn(|| panic!("boo"))));
    outcomes(unjoined, &["Panicked"]);
    let joined = || thread::scope(|s| s.spawn(|| panic!("boo")).join().is_err());
    outcomes(joined, &["true"]);
}

//! The outcomes of small programs are exactly those that sequential consistency allows.

mod common;

use common::{explore, outcomes};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Condvar, LazyLock, Mutex, Once, RwLock, TryLockError};
use std::thread;

#[test]
fn store_buffering_never_reads_two_old_values() {
    let program = || {
        let (x, y) = (AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|s| {
            let a = s.spawn(|| {
                x.store(1, SeqCst);
                y.load(SeqCst)
            });
            let b = s.spawn(|| {
                y.store(1, SeqCst);
                x.load(SeqCst)
            });
            (a.join().unwrap(), b.join().unwrap())
        })
    };
    outcomes(program, &["(0, 1)", "(1, 0)", "(1, 1)"]);
}

#[test]
fn message_passing_never_sees_the_flag_without_the_data() {
    let program = || {
        let (data, flag) = (AtomicUsize::new(0), AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(|| {
                data.store(1, SeqCst);
                flag.store(true, SeqCst);
            });
            let reader = s.spawn(|| (flag.load(SeqCst), data.load(SeqCst)));
            reader.join().unwrap()
        })
    };
    outcomes(program, &["(false, 0)", "(false, 1)", "(true, 1)"]);
}

#[test]
fn locks_taken_in_both_orders_deadlock() {
    let program = || {
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
    };
    outcomes(program, &["()", "Deadlock"]);
}

#[test]
fn a_condvar_loses_an_early_notify_and_wakes_for_no_reason() {
    let without_a_loop = || {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = Arc::clone(&pair);
        let setter = thread::spawn(move || {
            *theirs.0.lock().unwrap() = true;
            theirs.1.notify_one();
        });
        let mut ready = pair.0.lock().unwrap();
        if !*ready {
            ready = pair.1.wait(ready).unwrap();
        }
        let seen = *ready;
        drop(ready);
        setter.join().unwrap();
        seen
    };
    outcomes(without_a_loop, &["false", "true"]);
    let without_a_look = || {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = Arc::clone(&pair);
        thread::spawn(move || theirs.1.notify_one());
        drop(pair.1.wait(pair.0.lock().unwrap()).unwrap());
    };
    assert!(explore(without_a_look).outcomes.contains("Deadlock"));
    let right = || {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = Arc::clone(&pair);
        thread::spawn(move || {
            *theirs.0.lock().unwrap() = true;
            theirs.1.notify_one();
        });
        *pair.1.wait_while(pair.0.lock().unwrap(), |ready| !*ready).unwrap()
    };
    outcomes(right, &["true"]);
}

#[test]
fn park_keeps_one_token_and_may_wake_for_no_reason() {
    let flag_and_park = || {
        let flag = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&flag);
        let parked = thread::spawn(move || {
            while !theirs.load(SeqCst) {
                thread::park();
            }
        });
        flag.store(true, SeqCst);
        parked.thread().unpark();
        parked.join().is_ok()
    };
    outcomes(flag_and_park, &["true"]);
    let park_alone = || {
        let flag = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&flag);
        let parked = thread::spawn(move || {
            thread::park();
            theirs.load(SeqCst)
        });
        flag.store(true, SeqCst);
        parked.thread().unpark();
        parked.join().unwrap()
    };
    outcomes(park_alone, &["false", "true"]);
}

#[test]
fn statics_start_afresh_in_every_execution() {
    static HITS: AtomicUsize = AtomicUsize::new(5);
    static LOG: Mutex<Vec<String>> = Mutex::new(Vec::new());
    static TABLE: RwLock<[u8; 3]> = RwLock::new([1, 2, 3]);
    static LAZY: LazyLock<Mutex<Vec<u32>>> = LazyLock::new(|| Mutex::new(vec![9]));
    static ONCE: Once = Once::new();
    let program = || {
        thread::scope(|s| {
            for name in ["a", "b"] {
                s.spawn(move || {
                    HITS.fetch_add(1, SeqCst);
                    LOG.lock().unwrap().push(name.to_string());
                    TABLE.write().unwrap()[0] += 1;
                    LAZY.lock().unwrap().push(1);
                    ONCE.call_once(|| println!("once"));
                });
            }
        });
        let log = LOG.lock().unwrap().len();
        (
            HITS.load(SeqCst),
            log,
            *TABLE.read().unwrap(),
            LAZY.lock().unwrap().len(),
        )
    };
    let explored = common::explore_with(&common::settings(), 1, program);
    assert_eq!(
        explored.outcomes.into_iter().collect::<Vec<_>>(),
        ["(7, 2, [3, 2, 3], 3)"]
    );
    assert_eq!(explored.outputs.into_iter().collect::<Vec<_>>(), ["once\n"]);
    assert!(explored.executions > 10, "{}", explored.executions);
}

#[test]
fn a_try_lock_fails_only_while_somebody_holds_the_lock() {
    let program = || {
        let lock = Arc::new(Mutex::new(0));
        let theirs = Arc::clone(&lock);
        let holder = thread::spawn(move || {
            let mut guard = theirs.lock().unwrap();
            *guard += 1;
        });
        let tried = match lock.try_lock() {
            Ok(value) => Ok(*value),
            Err(TryLockError::WouldBlock) => Err("locked"),
            Err(TryLockError::Poisoned(_)) => Err("poisoned"),
        };
        holder.join().unwrap();
        tried
    };
    // Only with a point before the unlock can anybody come in while the lock is held.
    let fine = std::__engine::Settings {
        fine: true,
        ..common::settings()
    };
    let explored = common::explore_with(&fine, 2, program);
    assert_eq!(
        explored.outcomes.into_iter().collect::<Vec<_>>(),
        ["Err(\"locked\")", "Ok(0)", "Ok(1)"]
    );
}

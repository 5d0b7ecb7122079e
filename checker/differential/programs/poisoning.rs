//! Poisoned locks: who poisons, who sees it, and how to go on.

use super::super::{Program, program};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock, TryLockError};
use std::thread;

/// A mutex over 5 whose holder panicked after he had set it to 6.
fn poisoned() -> Mutex<i32> {
    let lock = Mutex::new(5);
    let _ = catch_unwind(AssertUnwindSafe(|| {
        *lock.lock().unwrap() = 6;
        let _guard = lock.lock().unwrap();
        panic!("with the lock held");
    }));
    lock
}

pub fn programs() -> Vec<Program> {
    vec![
        program("poisoning_seen_or_not_yet", &["false", "true"], || {
            let lock = Arc::new(Mutex::new(0));
            let theirs = Arc::clone(&lock);
            thread::spawn(move || {
                let _guard = theirs.lock().unwrap();
                panic!("boo");
            });
            lock.lock().is_err()
        }),
        program("a_poisoned_lock_still_has_its_value", &["6"], || {
            *poisoned().lock().unwrap_or_else(PoisonError::into_inner)
        }),
        program("a_poisoned_lock_says_so_everywhere", &["(true, true, true, true)"], || {
            let mut lock = poisoned();
            let (says, tried) = (lock.is_poisoned(), matches!(lock.try_lock(), Err(TryLockError::Poisoned(_))));
            (says, tried, lock.get_mut().is_err(), lock.into_inner().is_err())
        }),
        program("poison_can_be_cleared", &["(false, Ok(6))"], || {
            let lock = poisoned();
            lock.clear_poison();
            (lock.is_poisoned(), lock.into_inner().map_err(drop))
        }),
        program("a_poisoned_lock_shows_it", &["Mutex { data: 6, poisoned: true, .. }"], poisoned),
        program("unwrapping_a_poisoned_lock_spreads_the_panic", &["(true, true)"], || {
            let lock = Arc::new(Mutex::new(0));
            let [first, second] = [true, false].map(|panics| {
                let lock = Arc::clone(&lock);
                move || {
                    let _guard = lock.lock().unwrap();
                    assert!(!panics);
                }
            });
            (
                thread::spawn(first).join().is_err(),
                thread::spawn(second).join().is_err(),
            )
        }),
        program("a_guard_dropped_before_the_panic_poisons_nothing", &["false"], || {
            let lock = Arc::new(Mutex::new(0));
            let theirs = Arc::clone(&lock);
            let _ = thread::spawn(move || {
                *theirs.lock().unwrap() += 1;
                panic!("without the lock");
            })
            .join();
            lock.is_poisoned()
        }),
        program("a_lock_taken_while_unwinding_is_not_poisoned", &["(1, false)"], || {
            struct Counts(Arc<Mutex<i32>>);
            impl Drop for Counts {
                fn drop(&mut self) {
                    *self.0.lock().unwrap() += 1;
                }
            }
            let lock = Arc::new(Mutex::new(0));
            let counts = Counts(Arc::clone(&lock));
            let _ = thread::spawn(move || {
                let _counts = counts;
                panic!("boo");
            })
            .join();
            let count = *lock.lock().unwrap();
            (count, lock.is_poisoned())
        }),
        program("a_reader_that_panics_poisons_nothing", &["(false, true)"], || {
            let lock = RwLock::new(0);
            let panics = |write: bool| {
                thread::scope(|s| {
                    let _ = s
                        .spawn(|| {
                            if write {
                                let _guard = lock.write().unwrap();
                                panic!("boo");
                            } else {
                                let _guard = lock.read().unwrap();
                                panic!("boo");
                            }
                        })
                        .join();
                });
                lock.is_poisoned()
            };
            (panics(false), panics(true))
        }),
        program("who_waits_for_a_lock_gets_it_poisoned", &["2", "3"], || {
            let lock = Arc::new(Mutex::new(0));
            let theirs = Arc::clone(&lock);
            let panics = thread::spawn(move || {
                let mut guard = theirs.lock().unwrap();
                *guard = 1;
                panic!("boo");
            });
            // 2: found poisoned, after the panic. 3: came first.
            let found = match lock.lock() {
                Ok(guard) => 3 + *guard,
                Err(poison) => 1 + **poison.get_ref(),
            };
            assert!(panics.join().is_err());
            found
        }),
        program("a_wait_on_a_condvar_is_poisoned", &["\"at the lock\"", "\"in the wait\""], || {
            let pair = Arc::new((Mutex::new(false), Condvar::new()));
            let theirs = Arc::clone(&pair);
            thread::spawn(move || {
                let mut ready = theirs.0.lock().unwrap();
                *ready = true;
                theirs.1.notify_one();
                panic!("boo");
            });
            let Ok(mut ready) = pair.0.lock() else {
                return "at the lock";
            };
            while !*ready {
                match pair.1.wait(ready) {
                    Ok(again) => ready = again,
                    Err(_) => return "in the wait",
                }
            }
            "never"
        }),
        program("a_poisoned_rwlock_says_so_to_everybody", &["(true, true, true, Ok(6))"], || {
            let lock = RwLock::new(5);
            let _ = catch_unwind(AssertUnwindSafe(|| {
                let mut guard = lock.write().unwrap();
                *guard = 6;
                panic!("boo");
            }));
            // One after the other: in a single expression the errors would keep their guards.
            let reads = lock.read().is_err();
            let writes = lock.write().is_err();
            let tries = matches!(lock.try_read(), Err(TryLockError::Poisoned(_)));
            lock.clear_poison();
            (reads, writes, tries, lock.into_inner().map_err(drop))
        }),
        program("a_poison_error_describes_itself", &[
            "(\"poisoned lock: another task failed inside\", \"PoisonError { .. }\")",
        ], || {
            let lock = poisoned();
            let error = lock.lock().unwrap_err();
            (error.to_string(), format!("{error:?}"))
        }),
    ]
}

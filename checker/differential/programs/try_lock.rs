//! `try_lock`: asking whether somebody is inside.

use super::super::{Program, program};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, TryLockError};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("trying_while_another_adds", &["Err(\"locked\")", "Ok(0)", "Ok(1)"], || {
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
        }),
        program("trying_ones_own_lock", &["(false, true)"], || {
            let lock = Mutex::new(0);
            let guard = lock.lock().unwrap();
            let inside = lock.try_lock().is_ok();
            drop(guard);
            (inside, lock.try_lock().is_ok())
        }),
        program("two_who_try_at_once", &["(false, true)", "(true, false)", "(true, true)"], || {
            let lock = Mutex::new(());
            thread::scope(|s| {
                let other = s.spawn(|| lock.try_lock().is_ok());
                (lock.try_lock().is_ok(), other.join().unwrap())
            })
        }),
        program("trying_until_it_works", &["2"], || {
            let count = Mutex::new(0);
            let add = || loop {
                if let Ok(mut count) = count.try_lock() {
                    *count += 1;
                    break;
                }
                thread::yield_now();
            };
            thread::scope(|s| {
                s.spawn(add);
                s.spawn(add);
            });
            count.into_inner().unwrap()
        }),
        program("giving_up_when_locked_skips_work", &["1", "2"], || {
            let count = Mutex::new(0);
            let add = || {
                if let Ok(mut count) = count.try_lock() {
                    *count += 1;
                }
            };
            thread::scope(|s| {
                s.spawn(add);
                s.spawn(add);
            });
            count.into_inner().unwrap()
        }),
        program("trying_the_second_lock_avoids_the_deadlock", &["(2, 2)"], || {
            let (a, b) = (Mutex::new(0), Mutex::new(0));
            thread::scope(|s| {
                s.spawn(|| loop {
                    let mut a = a.lock().unwrap();
                    if let Ok(mut b) = b.try_lock() {
                        *a += 1;
                        *b += 1;
                        break;
                    }
                    drop(a);
                    thread::yield_now();
                });
                let (mut b, mut a) = (b.lock().unwrap(), a.lock().unwrap());
                *a += 1;
                *b += 1;
            });
            (a.into_inner().unwrap(), b.into_inner().unwrap())
        }),
        program("a_lock_is_held_while_its_holder_waits_to_be_told", &["(false, true)"], || {
            let lock = Mutex::new(());
            let [held, tried] = [AtomicBool::new(false), AtomicBool::new(false)];
            thread::scope(|s| {
                let holder = s.spawn(|| {
                    let _guard = lock.lock().unwrap();
                    held.store(true, SeqCst);
                    while !tried.load(SeqCst) {
                        thread::yield_now();
                    }
                });
                while !held.load(SeqCst) {
                    thread::yield_now();
                }
                let first = lock.try_lock().is_ok();
                tried.store(true, SeqCst);
                holder.join().unwrap();
                (first, lock.try_lock().is_ok())
            })
        }),
        program("a_guard_that_is_not_kept", &["true"], || {
            let lock = Mutex::new(());
            #[allow(let_underscore_lock, reason = "what it comes to is the question")]
            let _ = lock.lock().unwrap();
            lock.try_lock().is_ok()
        }),
        program("a_guard_that_is_kept_under_a_name", &["false"], || {
            let lock = Mutex::new(());
            let _guard = lock.lock().unwrap();
            lock.try_lock().is_ok()
        }),
    ]
}

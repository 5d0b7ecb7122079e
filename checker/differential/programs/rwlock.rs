//! `RwLock`: readers together, writers alone.

use super::super::{Program, program};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, RwLock, TryLockError};
use std::thread;

/// The most threads that were inside at once, with two that read or write.
fn most_inside(write: [bool; 2]) -> usize {
    let lock = RwLock::new(());
    let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let come_and_go = || {
        most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
        inside.fetch_sub(1, SeqCst);
    };
    thread::scope(|s| {
        for write in write {
            let (lock, come_and_go) = (&lock, &come_and_go);
            s.spawn(move || {
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

pub fn programs() -> Vec<Program> {
    vec![
        program("two_readers_inside", &["1", "2"], || most_inside([false, false])),
        program("two_writers_inside", &["1"], || most_inside([true, true])),
        program("reader_and_writer_inside", &["1"], || most_inside([false, true])),
        program("reader_sees_all_of_a_write_or_nothing", &["(0, 0)", "(1, 1)"], || {
            let pair = RwLock::new((0, 0));
            thread::scope(|s| {
                s.spawn(|| {
                    let mut pair = pair.write().unwrap();
                    pair.0 = 1;
                    pair.1 = 1;
                });
                *pair.read().unwrap()
            })
        }),
        program("read_lock_given_back_before_the_write", &["1", "2"], || {
            let count = RwLock::new(0);
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        let seen = *count.read().unwrap();
                        *count.write().unwrap() = seen + 1;
                    });
                }
            });
            count.into_inner().unwrap()
        }),
        program("writer_joined_under_a_read_guard", &["Deadlock"], || {
            let lock = Arc::new(RwLock::new(0));
            let theirs = Arc::clone(&lock);
            let _guard = lock.read().unwrap();
            thread::spawn(move || *theirs.write().unwrap() += 1).join().unwrap();
        }),
        program("reader_joined_under_a_read_guard", &["5"], || {
            let lock = Arc::new(RwLock::new(5));
            let theirs = Arc::clone(&lock);
            let _guard = lock.read().unwrap();
            thread::spawn(move || *theirs.read().unwrap()).join().unwrap()
        }),
        // The documentation warns of it: a writer that waits may keep out the second read.
        program("reading_twice_while_a_writer_comes", &["()", "Deadlock"], || {
            let lock = RwLock::new(0);
            thread::scope(|s| {
                s.spawn(|| *lock.write().unwrap() += 1);
                let _first = lock.read().unwrap();
                let _second = lock.read().unwrap();
            });
        }),
        // One that is kept out gets in after the writer, whoever else is there.
        program("readers_and_writers_that_all_come_through", &["(1, 1)", "(1, 2)", "(2, 2)"], || {
            let lock = RwLock::new(1);
            let (first, second) = thread::scope(|s| {
                let readers = [s.spawn(|| *lock.read().unwrap()), s.spawn(|| *lock.read().unwrap())];
                s.spawn(|| *lock.write().unwrap() += 1);
                let [first, second] = readers.map(|reader| reader.join().unwrap());
                (first, second)
            });
            (first.min(second), first.max(second))
        }),
        program("several_writers_and_readers_all_come_through", &["2"], || {
            let lock = RwLock::new(0);
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| *lock.write().unwrap() += 1);
                }
                s.spawn(|| drop(lock.read().unwrap()));
                drop(lock.read().unwrap());
            });
            lock.into_inner().unwrap()
        }),
        program("try_write_under_a_read_guard", &["(true, false, true)"], || {
            let lock = RwLock::new(0);
            let reads = lock.read().unwrap();
            let may_read = lock.try_read().is_ok();
            let may_write = lock.try_write().is_ok();
            drop(reads);
            (may_read, may_write, lock.try_write().is_ok())
        }),
        program("try_read_under_a_write_guard", &["(true, true)"], || {
            let lock = RwLock::new(0);
            let _writes = lock.write().unwrap();
            (
                matches!(lock.try_read(), Err(TryLockError::WouldBlock)),
                matches!(lock.try_write(), Err(TryLockError::WouldBlock)),
            )
        }),
        program("try_read_while_somebody_writes", &["None", "Some(0)", "Some(1)"], || {
            let lock = RwLock::new(0);
            thread::scope(|s| {
                s.spawn(|| *lock.write().unwrap() += 1);
                lock.try_read().ok().map(|value| *value)
            })
        }),
        program("rwlock_shows_its_value", &["RwLock { data: \"a\", poisoned: false, .. }"], || {
            let mut lock = RwLock::new("b");
            *lock.get_mut().unwrap() = "a";
            lock
        }),
        program("a_locked_rwlock_shows_its_value_to_readers_only", &["(true, true)"], || {
            let lock = RwLock::new(7);
            let writes = lock.write().unwrap();
            let written = format!("{lock:?}") == "RwLock { data: <locked>, poisoned: false, .. }";
            drop(writes);
            let _reads = lock.read().unwrap();
            (written, format!("{lock:?}") == "RwLock { data: 7, poisoned: false, .. }")
        }),
    ]
}

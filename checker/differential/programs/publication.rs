//! What a thread did with relaxed stores is seen by whoever meets it by any of std's means: no world shows an old value then.

use super::super::{Program, program};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicUsize};
use std::sync::mpsc::{self, sync_channel};
use std::sync::{Barrier, Condvar, LazyLock, Mutex, Once, OnceLock, RwLock};
use std::{ptr, thread};

/// Two threads that share data: one writes it, the other meets the first and reads it.
fn meets<T: Sync>(
    by: T,
    writer: impl FnOnce(&T, &dyn Fn()) + Send,
    reader: impl FnOnce(&T, &dyn Fn() -> usize) -> usize,
) -> usize {
    let data = AtomicUsize::new(0);
    thread::scope(|s| {
        let (by, data) = (&by, &data);
        s.spawn(move || writer(by, &|| data.store(1, Relaxed)));
        reader(by, &|| data.load(Relaxed))
    })
}

pub fn programs() -> Vec<Program> {
    vec![
        program("published_by_join", &["1"], || {
            let data = AtomicUsize::new(0);
            thread::scope(|s| {
                s.spawn(|| data.store(1, Relaxed)).join().unwrap();
                data.load(Relaxed)
            })
        }),
        program("published_by_the_end_of_the_scope", &["1"], || {
            let data = AtomicUsize::new(0);
            thread::scope(|s| drop(s.spawn(|| data.store(1, Relaxed))));
            data.load(Relaxed)
        }),
        program("published_by_spawn", &["1"], || {
            let data = AtomicUsize::new(0);
            data.store(1, Relaxed);
            thread::scope(|s| s.spawn(|| data.load(Relaxed)).join().unwrap())
        }),
        program("published_by_is_finished", &["1"], || {
            let data = AtomicUsize::new(0);
            thread::scope(|s| {
                let thread = s.spawn(|| data.store(1, Relaxed));
                while !thread.is_finished() {
                    thread::yield_now();
                }
                data.load(Relaxed)
            })
        }),
        program("published_by_a_mutex", &["None", "Some(1)"], || {
            let (lock, data) = (Mutex::new(false), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    *lock.lock().unwrap() = true;
                });
                let set = *lock.lock().unwrap();
                set.then(|| data.load(Relaxed))
            })
        }),
        program("published_by_a_write_lock", &["None", "Some(1)"], || {
            let (lock, data) = (RwLock::new(false), AtomicUsize::new(0));
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    *lock.write().unwrap() = true;
                });
                let set = *lock.read().unwrap();
                set.then(|| data.load(Relaxed))
            })
        }),
        program("published_by_a_condvar", &["1"], || {
            let writer = |by: &(Mutex<bool>, Condvar), write: &dyn Fn()| {
                write();
                *by.0.lock().unwrap() = true;
                by.1.notify_one();
            };
            meets((Mutex::new(false), Condvar::new()), writer, |by, read| {
                drop(by.1.wait_while(by.0.lock().unwrap(), |ready| !*ready));
                read()
            })
        }),
        program("published_by_a_message", &["1"], || {
            let (tx, rx) = mpsc::channel();
            let data = AtomicUsize::new(0);
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    tx.send(()).unwrap();
                });
                rx.recv().unwrap();
                data.load(Relaxed)
            })
        }),
        program("published_by_taking_at_a_rendezvous", &["1"], || {
            let (tx, rx) = sync_channel(0);
            let data = AtomicUsize::new(0);
            thread::scope(|s| {
                let data = &data;
                s.spawn(move || {
                    data.store(1, Relaxed);
                    rx.recv().unwrap();
                });
                tx.send(()).unwrap();
                data.load(Relaxed)
            })
        }),
        program("published_by_hanging_up", &["1"], || {
            let (tx, rx) = mpsc::channel::<()>();
            let data = AtomicUsize::new(0);
            thread::scope(|s| {
                let data = &data;
                s.spawn(move || {
                    data.store(1, Relaxed);
                    drop(tx);
                });
                assert!(rx.recv().is_err());
                data.load(Relaxed)
            })
        }),
        program("published_by_a_barrier", &["1"], || {
            let writer = |barrier: &Barrier, write: &dyn Fn()| {
                write();
                barrier.wait();
            };
            meets(Barrier::new(2), writer, |barrier, read| {
                barrier.wait();
                read()
            })
        }),
        program("published_by_a_once", &["1"], || {
            let writer = |once: &Once, write: &dyn Fn()| once.call_once(write);
            meets(Once::new(), writer, |once, read| {
                while !once.is_completed() {
                    thread::yield_now();
                }
                read()
            })
        }),
        program("published_by_a_once_lock", &["1"], || {
            let writer = |once: &OnceLock<()>, write: &dyn Fn()| *once.get_or_init(write);
            meets(OnceLock::new(), writer, |once, read| {
                while once.get().is_none() {
                    thread::yield_now();
                }
                read()
            })
        }),
        program("published_by_a_lazy_lock", &["[1, 1]"], || {
            let data = AtomicUsize::new(0);
            let lazy = LazyLock::new(|| data.store(1, Relaxed));
            let look = || {
                LazyLock::force(&lazy);
                data.load(Relaxed)
            };
            thread::scope(|s| [s.spawn(look), s.spawn(look)].map(|thread| thread.join().unwrap()))
        }),
        program("published_by_unpark", &["None", "Some(1)"], || {
            let (data, flag) = (AtomicUsize::new(0), AtomicBool::new(false));
            let caller = thread::current();
            thread::scope(|s| {
                s.spawn(|| {
                    data.store(1, Relaxed);
                    flag.store(true, Release);
                    caller.unpark();
                });
                thread::park();
                flag.load(Acquire).then(|| data.load(Relaxed))
            })
        })
        .loom_deviates(super::super::Deviation::NothingIsSpurious, &["Some(1)"]),
        program("published_by_a_pointer", &["None", "Some(1)"], || {
            let place = AtomicPtr::new(ptr::null_mut());
            thread::scope(|s| {
                s.spawn(|| place.store(Box::leak(Box::new(AtomicUsize::new(1))), Release));
                let found = place.load(Acquire);
                // SAFETY: it is null or points to a value that is leaked.
                unsafe { found.as_ref() }.map(|data| data.load(Relaxed))
            })
        }),
    ]
}

//! Where std warns that a value is not used. An expectation that no warning meets is an error.

#![deny(unfulfilled_lint_expectations)]

use std::sync::atomic::AtomicI32;
use std::sync::{Barrier, Condvar, Mutex, Once, OnceLock, RwLock, mpsc};
use std::thread::{self, Builder};
use std::time::Instant;

/// Compiled, never run.
macro_rules! must_be_used {
    ($($what:ident: $value:expr;)*) => {
        $(
            #[allow(dead_code, clippy::let_underscore_lock)]
            fn $what() {
                #[expect(unused_must_use)]
                $value;
            }
        )*

        /// How many there are.
        pub fn all() -> usize {
            [$(stringify!($what)),*].len()
        }
    };
}

must_be_used! {
    lock: Mutex::new(1).lock();
    guard: Mutex::new(1).lock().unwrap();
    try_lock: Mutex::new(1).try_lock();
    read: RwLock::new(1).read().unwrap();
    write: RwLock::new(1).write().unwrap();
    new_barrier: Barrier::new(1);
    is_leader: Barrier::new(1).wait().is_leader();
    new_condvar: Condvar::new();
    new_once: Once::new();
    new_once_lock: OnceLock::<i32>::new();
    new_channel: mpsc::channel::<i32>();
    new_sync_channel: mpsc::sync_channel::<i32>(1);
    new_atomic: AtomicI32::new(1);
    builder: Builder::new();
    join: thread::spawn(|| {}).join();
    current: thread::current();
    name: thread::current().name();
    id: thread::current().id();
    panicking: thread::panicking();
    now: Instant::now();
    elapsed: Instant::now().elapsed();
}

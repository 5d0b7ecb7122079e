//! `LazyLock`: made at the first use, once.

use super::super::{Program, program};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{LazyLock, Mutex};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("two_threads_use_a_lazy_value", &["([5, 5], 1)"], || {
            let made = AtomicUsize::new(0);
            let lazy = LazyLock::new(|| {
                made.fetch_add(1, SeqCst);
                5
            });
            let seen = thread::scope(|s| {
                let threads = [s.spawn(|| *lazy), s.spawn(|| *lazy)];
                threads.map(|thread| thread.join().unwrap())
            });
            (seen, made.load(SeqCst))
        }),
        program("a_lazy_value_that_nobody_uses", &["0"], || {
            let made = AtomicUsize::new(0);
            drop(LazyLock::new(|| made.fetch_add(1, SeqCst)));
            made.into_inner()
        }),
        program("a_lazy_value_whose_making_panics_is_poisoned", &["(true, true)"], || {
            let lazy: LazyLock<i32> = LazyLock::new(|| panic!("no"));
            let first = thread::scope(|s| s.spawn(|| *lazy).join().is_err());
            (first, catch_unwind(AssertUnwindSafe(|| *lazy)).is_err())
        }),
        program("two_who_meet_a_making_that_panics", &["[true, true]"], || {
            let lazy: LazyLock<i32> = LazyLock::new(|| panic!("no"));
            thread::scope(|s| [s.spawn(|| *lazy), s.spawn(|| *lazy)].map(|thread| thread.join().is_err()))
        }),
        program("a_lazy_lock_shows_its_value", &["(LazyLock(<uninit>), LazyLock(3))"], || {
            let forced: LazyLock<i32> = LazyLock::new(|| 3);
            LazyLock::force(&forced);
            (LazyLock::<i32>::new(|| 4), forced)
        }),
        program("a_lazy_table_behind_a_lock", &["[0, 1, 2]", "[0, 2, 1]"], || {
            let table = LazyLock::new(|| Mutex::new(vec![0]));
            thread::scope(|s| {
                s.spawn(|| table.lock().unwrap().push(1));
                s.spawn(|| table.lock().unwrap().push(2));
            });
            let table = table.lock().unwrap();
            table.clone()
        }),
        program("one_lazy_value_made_from_another", &["(2, 20)"], || {
            let small = LazyLock::new(|| 2);
            let large = LazyLock::new(|| *small * 10);
            thread::scope(|s| {
                let first = s.spawn(|| *small);
                let second = s.spawn(|| *large);
                (first.join().unwrap(), second.join().unwrap())
            })
        }),
    ]
}

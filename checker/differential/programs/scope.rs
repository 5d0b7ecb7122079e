//! `thread::scope`: borrowing, and the join at its end.

use super::super::{Program, program};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("a_scope_waits_for_its_threads", &["2"], || {
            let count = AtomicUsize::new(0);
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| count.fetch_add(1, SeqCst));
                }
            });
            count.into_inner()
        }),
        program("a_scopes_closure_runs_beside_its_threads", &["(0, 1)", "(1, 1)"], || {
            let count = AtomicUsize::new(0);
            let seen = thread::scope(|s| {
                s.spawn(|| count.fetch_add(1, SeqCst));
                count.load(SeqCst)
            });
            (seen, count.into_inner())
        }),
        program("a_thread_that_panicked_panics_the_scope", &["Panicked"], || {
            thread::scope(|s| drop(s.spawn(|| panic!("boo"))));
        }),
        program("the_scopes_own_panic_message", &["Some(\"a scoped thread panicked\")"], || {
            let panic = catch_unwind(|| thread::scope(|s| drop(s.spawn(|| panic!("boo"))))).unwrap_err();
            panic.downcast_ref::<&str>().copied()
        }),
        program("a_thread_that_is_joined_panics_nobody_else", &["true"], || {
            thread::scope(|s| s.spawn(|| panic!("boo")).join().is_err())
        }),
        program("a_scopes_panic_waits_for_its_threads", &["(true, 1)"], || {
            let count = AtomicUsize::new(0);
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                thread::scope(|s| {
                    s.spawn(|| count.fetch_add(1, SeqCst));
                    panic!("in the scope");
                })
            }))
            .is_err();
            (panicked, count.into_inner())
        }),
        program("a_scoped_thread_starts_another", &["[1, 2]", "[2, 1]"], || {
            let order = Mutex::new(Vec::new());
            thread::scope(|s| {
                s.spawn(|| {
                    s.spawn(|| order.lock().unwrap().push(2));
                    order.lock().unwrap().push(1);
                });
            });
            order.into_inner().unwrap()
        }),
        program("each_thread_has_its_own_chunk", &["[1, 2, 3, 4]"], || {
            let mut numbers = [0; 4];
            thread::scope(|s| {
                for (index, chunk) in numbers.chunks_mut(2).enumerate() {
                    s.spawn(move || (0..).zip(chunk).for_each(|(n, slot)| *slot = 2 * index + n + 1));
                }
            });
            numbers
        }),
        program("two_scopes_one_after_the_other", &["[1, 2]"], || {
            let order = Mutex::new(Vec::new());
            thread::scope(|s| drop(s.spawn(|| order.lock().unwrap().push(1))));
            thread::scope(|s| drop(s.spawn(|| order.lock().unwrap().push(2))));
            order.into_inner().unwrap()
        }),
        program("a_scope_in_a_scoped_thread", &["3"], || {
            let numbers = [1, 2];
            thread::scope(|s| {
                let sum = s.spawn(|| {
                    thread::scope(|s| {
                        let [a, b] = [0, 1].map(|at| s.spawn({
                            let numbers = &numbers;
                            move || numbers[at]
                        }));
                        a.join().unwrap() + b.join().unwrap()
                    })
                });
                sum.join().unwrap()
            })
        }),
        program("what_a_scope_returns", &["(7, 8)"], || {
            let seven = 7;
            thread::scope(|s| (seven, s.spawn(|| seven + 1).join().unwrap()))
        }),
    ]
}

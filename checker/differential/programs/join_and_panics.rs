//! `join`, what panics become, detached threads, and the ways for a program to end.

use super::super::{Program, program};
use std::panic::{catch_unwind, panic_any, resume_unwind};
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("a_thread_returns_its_value", &["Ok(\"hello\")"], || {
            thread::spawn(|| "hello").join().map_err(drop)
        }),
        program("a_thread_returns_an_error_of_its_own", &["Ok(Err(3))"], || {
            let result: Result<Result<(), i32>, ()> = thread::spawn(|| Err(3)).join().map_err(drop);
            result
        }),
        program("a_panic_with_a_text", &["Some(\"boo\")"], || {
            let payload = thread::spawn(|| panic!("boo")).join().unwrap_err();
            payload.downcast_ref::<&str>().copied()
        }),
        program("a_panic_with_a_formatted_text", &["Some(\"boo 3\")"], || {
            let n = 3;
            let payload = thread::spawn(move || panic!("boo {n}")).join().unwrap_err();
            payload.downcast_ref::<String>().cloned()
        }),
        program("a_panic_with_any_value", &["Some(42)"], || {
            let payload = thread::spawn(|| panic_any(42)).join().unwrap_err();
            payload.downcast_ref::<i32>().copied()
        }),
        program("a_failed_assertion_ends_only_its_thread", &["(true, 5)"], || {
            let failed = thread::spawn(|| assert_eq!(1 + 1, 3));
            let other = thread::spawn(|| 5);
            (failed.join().is_err(), other.join().unwrap())
        }),
        program("unwrapping_a_join_panics_too", &["Panicked"], || {
            thread::spawn(|| panic!("boo")).join().unwrap();
        }),
        program("a_panic_resumed_after_the_join", &["Some(\"boo\")"], || {
            let outer = thread::spawn(|| -> () {
                let payload = thread::spawn(|| panic!("boo")).join().unwrap_err();
                resume_unwind(payload)
            });
            let payload = outer.join().unwrap_err();
            payload.downcast_ref::<&str>().copied()
        }),
        program("a_panic_caught_in_its_thread", &["(true, false, 1)"], || {
            thread::spawn(|| {
                let caught = catch_unwind(|| panic!("boo")).is_err();
                (caught, thread::panicking(), 1)
            })
            .join()
            .unwrap()
        }),
        program("panicking_is_true_while_unwinding", &["(1, false)"], || {
            struct Looks(Arc<AtomicUsize>);
            impl Drop for Looks {
                fn drop(&mut self) {
                    self.0.fetch_add(usize::from(thread::panicking()), SeqCst);
                }
            }
            let seen = Arc::new(AtomicUsize::new(0));
            let looks = Looks(Arc::clone(&seen));
            let _ = thread::spawn(move || {
                let _looks = looks;
                panic!("boo");
            })
            .join();
            (seen.load(SeqCst), thread::panicking())
        }),
        program("one_panics_while_another_does_not", &["(true, 0)"], || {
            let panics = thread::spawn(|| panic!("boo"));
            let calm = thread::spawn(|| usize::from(thread::panicking()));
            (panics.join().is_err(), calm.join().unwrap())
        }),
        program("a_detached_thread_may_come_too_late", &["0", "1"], || {
            let count = Arc::new(AtomicUsize::new(0));
            let theirs = Arc::clone(&count);
            drop(thread::spawn(move || theirs.fetch_add(1, SeqCst)));
            count.load(SeqCst)
        }),
        program("only_the_joined_threads_work_is_certain", &["1", "2"], || {
            let count = Arc::new(AtomicUsize::new(0));
            let [_, joined] = [0, 1].map(|_| {
                let count = Arc::clone(&count);
                thread::spawn(move || count.fetch_add(1, SeqCst))
            });
            joined.join().unwrap();
            count.load(SeqCst)
        }),
        program("a_thread_hands_over_the_handle_of_another", &["9"], || {
            let outer = thread::spawn(|| thread::spawn(|| 9));
            outer.join().unwrap().join().unwrap()
        }),
        program("a_thread_waits_for_one_it_started", &["[1, 2, 3]"], || {
            thread::spawn(|| {
                let mut all = thread::spawn(|| vec![1, 2]).join().unwrap();
                all.push(3);
                all
            })
            .join()
            .unwrap()
        }),
        program("exit_of_another_thread", &["()", "Exited(3)"], || {
            thread::spawn(|| -> () { process::exit(3) });
        }),
        program("exit_of_a_joined_thread", &["Exited(3)"], || {
            thread::spawn(|| -> () { process::exit(3) }).join().unwrap();
        }),
        program("abort_ends_it_all", &["Aborted"], || {
            thread::spawn(|| -> () { process::abort() }).join().unwrap();
        }),
        program("the_main_thread_panics_while_another_runs", &["Panicked"], || {
            thread::spawn(|| loop {
                thread::park();
            });
            panic!("main");
        })
        .not_on_real_threads("the other thread would stay for ever"),
    ]
}

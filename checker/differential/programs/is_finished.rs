//! `is_finished`: asking whether a thread is over.

use super::super::{Program, program};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::thread;

pub fn programs() -> Vec<Program> {
    vec![
        program("asking_a_thread_that_has_nothing_to_do", &["false", "true"], || {
            thread::spawn(|| {}).is_finished()
        }),
        program("a_thread_that_waits_is_not_finished", &["false"], || {
            let (tx, rx) = mpsc::channel::<()>();
            let waits = thread::spawn(move || rx.recv());
            let early = waits.is_finished();
            drop(tx);
            assert!(waits.join().unwrap().is_err());
            early
        }),
        program("polling_until_it_is_finished", &["(1, true)"], || {
            let count = AtomicUsize::new(0);
            thread::scope(|s| {
                let thread = s.spawn(|| count.fetch_add(1, SeqCst));
                while !thread.is_finished() {
                    thread::yield_now();
                }
                (count.load(SeqCst), thread.is_finished())
            })
        }),
        program("finished_means_that_its_work_is_done", &["(false, 0)", "(false, 1)", "(true, 1)"], || {
            let count = AtomicUsize::new(0);
            thread::scope(|s| {
                let thread = s.spawn(|| count.fetch_add(1, SeqCst));
                (thread.is_finished(), count.load(SeqCst))
            })
        }),
        program("what_is_done_does_not_mean_finished", &["(false, false)", "(false, true)", "(true, false)", "(true, true)"], || {
            let done = AtomicBool::new(false);
            thread::scope(|s| {
                let thread = s.spawn(|| done.store(true, SeqCst));
                (done.load(SeqCst), thread.is_finished())
            })
        }),
        program("a_thread_that_panicked_is_finished", &["(true, true)"], || {
            let thread = thread::spawn(|| panic!("boo"));
            while !thread.is_finished() {
                thread::yield_now();
            }
            (thread.is_finished(), thread.join().is_err())
        }),
        program("the_first_of_two_to_finish", &["0", "1"], || {
            let threads = [thread::spawn(|| {}), thread::spawn(|| {})];
            loop {
                if let Some(first) = threads.iter().position(|thread| thread.is_finished()) {
                    return first;
                }
                thread::yield_now();
            }
        }),
    ]
}

//! `thread_local!`: a value for each thread, made at its first use, dropped at the thread's end.

use super::super::Deviation::ScopeWaitsForLocals;
use super::super::{Program, program};
use std::cell::{Cell, RefCell};
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::thread;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(5) };
    static WORDS: RefCell<Vec<&'static str>> = RefCell::new(vec!["first"]);
    static TOLD: RefCell<Option<Tells>> = const { RefCell::new(None) };
}

/// Counts that it was dropped.
struct Tells(Arc<AtomicUsize>);

impl Drop for Tells {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

pub fn programs() -> Vec<Program> {
    vec![
        program("each_thread_counts_for_itself", &["[6, 6]"], || {
            let count = || {
                COUNT.set(COUNT.get() + 1);
                COUNT.get()
            };
            thread::scope(|s| [s.spawn(count), s.spawn(count)].map(|thread| thread.join().unwrap()))
        }),
        program("a_local_survives_between_uses", &["[\"first\", \"second\"]"], || {
            thread::spawn(|| {
                WORDS.with_borrow_mut(|words| words.push("second"));
                WORDS.take()
            })
            .join()
            .unwrap()
        }),
        program("a_local_is_dropped_before_the_join_returns", &["1"], || {
            let dropped = Arc::new(AtomicUsize::new(0));
            let tells = Tells(Arc::clone(&dropped));
            thread::spawn(move || TOLD.set(Some(tells))).join().unwrap();
            dropped.load(SeqCst)
        }),
        // Its documentation says that a scope's own join doesn't wait for the destructors of locals.
        program("a_local_may_be_dropped_after_the_scope", &["0", "1"], || {
            let dropped = Arc::new(AtomicUsize::new(0));
            let tells = Tells(Arc::clone(&dropped));
            thread::scope(|s| drop(s.spawn(move || TOLD.set(Some(tells)))));
            dropped.load(SeqCst)
        })
        .both_deviate(ScopeWaitsForLocals, &["1"]),
        program("a_joined_scoped_threads_local_is_dropped", &["1"], || {
            let dropped = Arc::new(AtomicUsize::new(0));
            let tells = Tells(Arc::clone(&dropped));
            thread::scope(|s| s.spawn(move || TOLD.set(Some(tells))).join().unwrap());
            dropped.load(SeqCst)
        }),
        program("a_local_is_dropped_after_a_panic_too", &["(true, 1)"], || {
            let dropped = Arc::new(AtomicUsize::new(0));
            let tells = Tells(Arc::clone(&dropped));
            let thread = thread::spawn(move || {
                TOLD.set(Some(tells));
                panic!("boo");
            });
            (thread.join().is_err(), dropped.load(SeqCst))
        }),
        program("a_local_is_made_once_in_each_thread_that_uses_it", &["2"], || {
            thread_local! {
                static MADE: RefCell<Option<Arc<AtomicUsize>>> = const { RefCell::new(None) };
                static LAZY: usize = MADE.with_borrow(|made| made.as_ref().map_or(0, |made| made.fetch_add(1, SeqCst)));
            }
            let made = Arc::new(AtomicUsize::new(0));
            thread::scope(|s| {
                for uses in [0, 1, 2] {
                    let made = Arc::clone(&made);
                    s.spawn(move || {
                        MADE.set(Some(made));
                        (0..uses).for_each(|_| LAZY.with(|_| ()));
                    });
                }
            });
            made.load(SeqCst)
        }),
        program("a_local_is_gone_while_it_is_dropped", &["Some(true)"], || {
            struct AsksForItself(Arc<Mutex<Option<bool>>>);
            impl Drop for AsksForItself {
                fn drop(&mut self) {
                    *self.0.lock().unwrap() = Some(ASKS.try_with(|_| ()).is_err());
                }
            }
            thread_local!(static ASKS: RefCell<Option<AsksForItself>> = const { RefCell::new(None) });
            let answer = Arc::new(Mutex::new(None));
            let asks = AsksForItself(Arc::clone(&answer));
            thread::spawn(move || ASKS.with(|slot| *slot.borrow_mut() = Some(asks)))
                .join()
                .unwrap();
            *answer.lock().unwrap()
        }),
        program("replacing_a_local_returns_the_old_one", &["(5, 9, 0)"], || {
            thread::spawn(|| (COUNT.replace(9), COUNT.take(), COUNT.get())).join().unwrap()
        }),
    ]
}

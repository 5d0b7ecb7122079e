//! `park` and `unpark`: one token, and wake-ups for no reason.

use super::super::Deviation::NothingIsSpurious;
use super::super::{Program, program};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

pub fn programs() -> Vec<Program> {
    vec![
        program("an_unpark_before_the_park_counts", &["()"], || {
            thread::current().unpark();
            thread::park();
        }),
        // The second park ends only if it wakes for no reason.
        program("two_unparks_are_one_token", &["()", "Deadlock"], || {
            thread::current().unpark();
            thread::current().unpark();
            thread::park();
            thread::park();
        })
        .loom_deviates(NothingIsSpurious, &["Deadlock"]),
        program("a_flag_and_a_loop_around_the_park", &["true"], || {
            let flag = Arc::new(AtomicBool::new(false));
            let theirs = Arc::clone(&flag);
            let parked = thread::spawn(move || {
                while !theirs.load(SeqCst) {
                    thread::park();
                }
                theirs.load(SeqCst)
            });
            flag.store(true, SeqCst);
            parked.thread().unpark();
            parked.join().unwrap()
        }),
        program("a_park_alone_proves_nothing", &["false", "true"], || {
            let flag = Arc::new(AtomicBool::new(false));
            let theirs = Arc::clone(&flag);
            let parked = thread::spawn(move || {
                thread::park();
                theirs.load(SeqCst)
            });
            flag.store(true, SeqCst);
            parked.thread().unpark();
            parked.join().unwrap()
        })
        .loom_deviates(NothingIsSpurious, &["true"]),
        program("an_unpark_before_the_flag_is_set", &["()", "Deadlock"], || {
            let flag = Arc::new(AtomicBool::new(false));
            let theirs = Arc::clone(&flag);
            let parked = thread::spawn(move || {
                while !theirs.load(SeqCst) {
                    thread::park();
                }
            });
            parked.thread().unpark();
            flag.store(true, SeqCst);
            parked.join().unwrap();
        }),
        program("the_last_of_two_unparks_the_caller", &["0"], || {
            let left = AtomicUsize::new(2);
            let caller = thread::current();
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        if left.fetch_sub(1, SeqCst) == 1 {
                            caller.unpark();
                        }
                    });
                }
                while left.load(SeqCst) > 0 {
                    thread::park();
                }
                left.load(SeqCst)
            })
        }),
        program("an_unpark_after_the_end_does_nothing", &["true"], || {
            let thread = thread::spawn(|| {});
            let handle = thread.thread().clone();
            let ended = thread.join().is_ok();
            handle.unpark();
            ended
        }),
        program("a_park_with_a_timeout_comes_back", &["()"], || {
            thread::park_timeout(Duration::from_millis(1));
        }),
        program("two_threads_wake_each_other", &["true"], || {
            // Whoever comes first, a token waits for who parks.
            let caller = thread::current();
            let other = thread::spawn(move || {
                caller.unpark();
                thread::park();
            });
            thread::park();
            other.thread().unpark();
            other.join().is_ok()
        }),
    ]
}

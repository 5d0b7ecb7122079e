//! Waits with a timeout: in time, too late, and exactly at the deadline.

use super::super::Deviation::NothingIsSpurious;
use super::super::{Program, program};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

const MS: Duration = Duration::from_millis(1);

/// A message is sent after some milliseconds; who waits gives up after two.
fn receives(after: u32) -> Result<(), RecvTimeoutError> {
    let (tx, rx) = mpsc::channel();
    thread::spawn(move || {
        thread::sleep(after * MS);
        let _ = tx.send(());
    });
    rx.recv_timeout(2 * MS)
}

/// A flag is set after some milliseconds; who waits for it gives up after two. Whether it was set, and whether he gave up.
fn waits(after: u32) -> (bool, bool) {
    let pair = Arc::new((Mutex::new(false), Condvar::new()));
    let theirs = Arc::clone(&pair);
    thread::spawn(move || {
        thread::sleep(after * MS);
        *theirs.0.lock().unwrap() = true;
        theirs.1.notify_one();
    });
    let ready = pair.0.lock().unwrap();
    let (ready, result) = pair.1.wait_timeout_while(ready, 2 * MS, |ready| !*ready).unwrap();
    (*ready, result.timed_out())
}

/// Parks for two milliseconds at most and is unparked after some. Whether the flag that is set before was seen.
fn parks(after: u32) -> bool {
    let flag = Arc::new(AtomicBool::new(false));
    let (theirs, caller) = (Arc::clone(&flag), thread::current());
    thread::spawn(move || {
        thread::sleep(after * MS);
        theirs.store(true, SeqCst);
        caller.unpark();
    });
    thread::park_timeout(2 * MS);
    flag.load(SeqCst)
}

pub fn programs() -> Vec<Program> {
    vec![
        program("a_message_before_the_deadline", &["Err(Timeout)", "Ok(())"], || receives(1)).in_exact_time(&["Ok(())"]),
        program("a_message_at_the_deadline", &["Err(Timeout)", "Ok(())"], || receives(2)),
        program("a_message_after_the_deadline", &["Err(Timeout)", "Ok(())"], || receives(3))
            .in_exact_time(&["Err(Timeout)"]),
        program("a_sender_hangs_up_before_the_deadline", &["Err(Disconnected)", "Err(Timeout)"], || {
            let (tx, rx) = mpsc::channel::<()>();
            thread::spawn(move || {
                thread::sleep(MS);
                drop(tx);
            });
            rx.recv_timeout(2 * MS)
        })
        .in_exact_time(&["Err(Disconnected)"]),
        program("a_receive_that_does_not_wait", &["Err(Timeout)", "Ok(1)"], || {
            let (tx, rx) = mpsc::channel();
            thread::scope(|s| {
                s.spawn(|| tx.send(1).unwrap());
                rx.recv_timeout(Duration::ZERO)
            })
        }),
        program("asking_by_receives_that_do_not_wait", &["1"], || {
            let (tx, rx) = mpsc::channel();
            thread::scope(|s| {
                s.spawn(move || tx.send(1).unwrap());
                loop {
                    if let Ok(message) = rx.recv_timeout(Duration::ZERO) {
                        break message;
                    }
                }
            })
        }),
        program("a_wait_that_does_not_wait", &["false", "true"], || {
            let (flag, condvar) = (Mutex::new(false), Condvar::new());
            thread::scope(|s| {
                let guard = flag.lock().unwrap();
                s.spawn(|| *flag.lock().unwrap() = true);
                *condvar.wait_timeout(guard, Duration::ZERO).unwrap().0
            })
        }),
        program("asking_by_waits_that_do_not_wait", &["()"], || {
            let (flag, condvar) = (Mutex::new(false), Condvar::new());
            thread::scope(|s| {
                s.spawn(|| *flag.lock().unwrap() = true);
                let mut guard = flag.lock().unwrap();
                while !*guard {
                    guard = condvar.wait_timeout(guard, Duration::ZERO).unwrap().0;
                }
            });
        }),
        // Whether the token was there already, or is there for the second park.
        program("a_park_that_does_not_wait", &["false", "true"], || {
            let caller = thread::current();
            let other = thread::spawn(move || caller.unpark());
            thread::park_timeout(Duration::ZERO);
            other.join().unwrap();
            let start = Instant::now();
            thread::park_timeout(MS);
            start.elapsed() >= MS
        }),
        program("asking_by_parks_that_do_not_wait", &["()"], || {
            let flag = AtomicBool::new(false);
            thread::scope(|s| {
                s.spawn(|| flag.store(true, SeqCst));
                while !flag.load(SeqCst) {
                    thread::park_timeout(Duration::ZERO);
                }
            });
        }),
        program("a_rendezvous_that_nobody_comes_to", &["(Err(Timeout), true)"], || {
            let (_tx, rx) = mpsc::sync_channel::<()>(0);
            let start = Instant::now();
            (rx.recv_timeout(MS), start.elapsed() >= MS)
        }),
        program("a_flag_before_the_deadline", &["(false, true)", "(true, false)"], || waits(1))
            .in_exact_time(&["(true, false)"]),
        program("a_flag_at_the_deadline", &["(false, true)", "(true, false)"], || waits(2)),
        program("a_flag_after_the_deadline", &["(false, true)", "(true, false)"], || waits(3))
            .in_exact_time(&["(false, true)"]),
        // Without the condition, the wait may also end early for no reason.
        program("a_wait_that_nobody_ends", &["false", "true"], || {
            let (lock, condvar) = (Mutex::new(()), Condvar::new());
            let waited = condvar.wait_timeout(lock.lock().unwrap(), MS).unwrap();
            waited.1.timed_out()
        })
        .loom_deviates(NothingIsSpurious, &["true"]),
        program("an_unpark_before_the_timeout", &["false", "true"], || parks(1))
            .loom_deviates(NothingIsSpurious, &["true"]),
        program("an_unpark_at_the_timeout", &["false", "true"], || parks(2)),
        program("an_unpark_after_the_timeout", &["false", "true"], || parks(3))
            .in_exact_time(&["false"]),
        program("gives_up_and_the_sender_notices", &["(false, false)", "(false, true)", "(true, true)"], || {
            let (tx, rx) = mpsc::channel();
            let sender = thread::spawn(move || {
                thread::sleep(2 * MS);
                tx.send(()).is_ok()
            });
            let came = rx.recv_timeout(2 * MS).is_ok();
            drop(rx);
            (came, sender.join().unwrap())
        }),
        program("a_deadline_far_away", &["Err(Timeout)", "Ok(3)"], || {
            let (tx, rx) = mpsc::channel();
            thread::spawn(move || tx.send(3).unwrap());
            rx.recv_timeout(Duration::from_secs(1_000_000))
        })
        .in_exact_time(&["Ok(3)"]),
    ]
}

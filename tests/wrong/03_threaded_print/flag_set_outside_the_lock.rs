//! kind: lost_wakeup
//! The start flag is set without the lock. It can be set, and the notify sent, after the second thread has looked
//! at the flag and before it waits.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;

struct Start {
    go: AtomicBool,
    lock: Mutex<()>,
    signal: Condvar,
}

pub fn print_numbers(last: u32) {
    let start = Start {
        go: AtomicBool::new(false),
        lock: Mutex::new(()),
        signal: Condvar::new(),
    };
    let half = last / 2;

    thread::scope(|s| {
        s.spawn(|| {
            let mut guard = start.lock.lock().unwrap();
            while !start.go.load(Ordering::SeqCst) {
                guard = start.signal.wait(guard).unwrap(); //~
            }
            drop(guard);
            (half + 1..=last).for_each(|n| println!("{n}"));
        });
        s.spawn(|| {
            start.go.store(true, Ordering::SeqCst); //~
            start.signal.notify_all(); //~
            (1..=half).for_each(|n| println!("{n}"));
        });
    });
}

//! kind: lost_wakeup
//! The second thread waits for a start signal that nothing remembers. If the first has notified before the second
//! waits, the signal is gone.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let signal = Arc::new((Mutex::new(()), Condvar::new()));
    let signal2 = signal.clone();

    let first = thread::spawn(move || {
        signal.1.notify_one(); //~
        for n in (1..=last).step_by(2) {
            println!("{n}");
        }
    });
    let second = thread::spawn(move || {
        let guard = signal2.0.lock().unwrap();
        drop(signal2.1.wait(guard).unwrap()); //~
        for n in (2..=last).step_by(2) {
            println!("{n}");
        }
    });

    first.join().unwrap();
    second.join().unwrap();
}

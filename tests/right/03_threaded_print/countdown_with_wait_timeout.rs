//! No `join`: a countdown of printers at work under a `Mutex`, and a `Condvar` on which the caller waits with a
//! timeout.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub fn print_numbers(last: u32) {
    let at_work = Arc::new((Mutex::new(2), Condvar::new()));
    let middle = last / 2;

    for (from, to) in [(1, middle), (middle + 1, last)] {
        let at_work = Arc::clone(&at_work);
        thread::spawn(move || {
            for n in from..=to {
                println!("{n}");
            }
            let (count, changed) = &*at_work;
            *count.lock().unwrap() -= 1;
            changed.notify_one();
        });
    }

    let (count, changed) = &*at_work;
    let mut count = count.lock().unwrap();
    while *count > 0 {
        // The time is only how often to look again; the loop goes on until the count says so.
        (count, _) = changed.wait_timeout(count, Duration::from_millis(20)).unwrap();
    }
}

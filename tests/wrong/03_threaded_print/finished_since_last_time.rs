//! kind: not_joined
//! The static count of threads that are done is never set back: the second call does not wait.

use std::sync::{Condvar, Mutex};
use std::thread;

static DONE: Mutex<u32> = Mutex::new(0);
static CHANGED: Condvar = Condvar::new();

pub fn print_numbers(last: u32) {
    for first in [1, 2] {
        thread::spawn(move || {
            for number in (first..=last).step_by(2) {
                println!("{number}");
            }
            *DONE.lock().unwrap() += 1;
            CHANGED.notify_all();
        });
    }
    let mut done = DONE.lock().unwrap();
    while *done < 2 {
        done = CHANGED.wait(done).unwrap();
    }
}

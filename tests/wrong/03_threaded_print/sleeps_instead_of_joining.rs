//! kind: not_joined
//! The caller sleeps for a time that "is surely enough". A thread that is slower still has lines to print when it
//! returns.

use std::thread;
use std::time::Duration;

pub fn print_numbers(last: u32) {
    thread::spawn(move || {
        for i in (1..=last).filter(|i| i % 2 != 0) {
            println!("{i}");
        }
    });
    thread::spawn(move || {
        for i in (1..=last).filter(|i| i % 2 == 0) {
            println!("{i}");
        }
    });
    thread::sleep(Duration::from_millis(100)); //~
}

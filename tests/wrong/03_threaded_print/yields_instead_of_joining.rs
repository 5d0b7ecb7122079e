//! kind: not_joined
//! The caller gives way a hundred times instead of waiting for the threads. On a busy machine they may still not have had their
//! turn when it goes on.

use std::thread;

pub fn print_numbers(last: u32) {
    for remainder in 0..2 {
        thread::spawn(move || {
            for number in (1..=last).filter(|number| number % 2 == remainder) {
                println!("{number}"); //~
            }
        });
    }
    for _ in 0..100 {
        thread::yield_now(); //~
    }
}

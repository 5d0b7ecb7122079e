//! A program with a mistake in it, for `checker play threaded_print`. Which thread must go on when, so that it shows?
//!
//! It goes about the task in another way than the lesson: there is nothing in it to copy.

use std::sync::mpsc;
use std::thread;

pub fn print_numbers(last: u32) {
    let (said, heard) = mpsc::channel();
    for first in [1, 2] {
        let said = said.clone();
        thread::spawn(move || {
            for number in (first..=last).step_by(2) {
                said.send(()).unwrap();
                println!("{number}");
            }
        });
    }
    for _ in 0..last {
        heard.recv().unwrap();
    }
}

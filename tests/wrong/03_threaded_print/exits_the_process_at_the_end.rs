//! kind: exited_early
//! When both threads are done the whole process is ended, as if the function were the program. Whatever the caller
//! had still to do is lost.

use std::process;
use std::thread;

pub fn print_numbers(last: u32) {
    let odd = thread::spawn(move || {
        for n in (1..=last).step_by(2) {
            println!("{n}");
        }
    });
    let even = thread::spawn(move || {
        for n in (2..=last).step_by(2) {
            println!("{n}");
        }
    });
    odd.join().unwrap();
    even.join().unwrap();
    process::exit(0); //~
}

//! kind: not_concurrent
//! The first thread is joined before the second one is started. The second never runs beside it: two threads, one
//! at a time.

use std::thread;

pub fn print_numbers(last: u32) {
    let half = last / 2;

    let first = thread::spawn(move || {
        for n in 1..=half {
            println!("{n}");
        }
    });
    first.join().unwrap(); //~

    let second = thread::spawn(move || {
        for n in half + 1..=last {
            println!("{n}");
        }
    });
    second.join().unwrap();
}

//! kind: not_concurrent
//! Standard output is locked once, before the loop, "because it is faster". The other thread can't print a line
//! until the share is finished.

use std::io::{Write, stdout};
use std::thread;

fn write_share(from: u32, to: u32) {
    let mut out = stdout().lock(); //~
    for n in from..=to {
        writeln!(out, "{n}").unwrap();
    }
}

pub fn print_numbers(last: u32) {
    let middle = last / 2;
    let lower = thread::spawn(move || write_share(1, middle));
    let upper = thread::spawn(move || write_share(middle + 1, last));
    lower.join().unwrap();
    upper.join().unwrap();
}

//! kind: wrong_output
//! Each thread prints its first number before it looks whether that is within `last`: 0 prints two lines, and so
//! does 1.

use std::thread;

fn count(start: u32, last: u32) {
    let mut n = start;
    loop {
        println!("{n}"); //~
        n += 2;
        if n > last {
            break;
        }
    }
}

pub fn print_numbers(last: u32) {
    let a = thread::spawn(move || count(1, last));
    let b = thread::spawn(move || count(2, last));
    a.join().unwrap();
    b.join().unwrap();
}

//! kind: wrong_output
//! `print!` with a space puts all the numbers on one line instead of one on each.

use std::thread;

pub fn print_numbers(last: u32) {
    let mid = last / 2;
    let t1 = thread::spawn(move || {
        for x in 1..=mid {
            print!("{x} "); //~
        }
    });
    let t2 = thread::spawn(move || {
        for x in mid + 1..=last {
            print!("{x} "); //~
        }
    });
    t1.join().unwrap();
    t2.join().unwrap();
}

//! kind: does_not_compile
//! The first closure borrows `last` for want of `move`, and a thread may outlive the function it borrows from:
//! rustc refuses it (E0373).

use std::thread;

pub fn print_numbers(last: u32) {
    let odd = thread::spawn(|| (1..=last).step_by(2).for_each(|n| println!("{n}"))); //~
    let even = thread::spawn(move || (2..=last).step_by(2).for_each(|n| println!("{n}")));
    odd.join().unwrap();
    even.join().unwrap();
}

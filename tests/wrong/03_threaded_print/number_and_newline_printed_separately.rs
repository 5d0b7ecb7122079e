//! kind: wrong_output
//! The number is one print and its line end another. The other thread can print between the two, and "12" with an
//! empty line comes out.

use std::thread;

fn show(n: u32) {
    print!("{n}"); //~
    println!(); //~
}

pub fn print_numbers(last: u32) {
    let odd = thread::spawn(move || (1..=last).step_by(2).for_each(show));
    let even = thread::spawn(move || (2..=last).step_by(2).for_each(show));
    odd.join().unwrap();
    even.join().unwrap();
}

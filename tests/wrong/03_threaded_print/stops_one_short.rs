//! kind: wrong_output
//! `..` leaves out its end: the last number is never printed.

use std::thread;

pub fn print_numbers(last: u32) {
    let odd_numbers = (1..last).step_by(2); //~
    let even_numbers = (2..last).step_by(2); //~

    let odd = thread::spawn(move || {
        for n in odd_numbers {
            println!("{n}");
        }
    });
    let even = thread::spawn(move || {
        for n in even_numbers {
            println!("{n}");
        }
    });
    odd.join().unwrap();
    even.join().unwrap();
}

//! kind: not_joined
//! Both handles are thrown away. The function returns at once, and `main` may end before a line is out.

use std::thread;

pub fn print_numbers(last: u32) {
    thread::spawn(move || print_from(1, last)); //~
    thread::spawn(move || print_from(2, last)); //~
}

fn print_from(first: u32, last: u32) {
    for n in (first..=last).step_by(2) {
        println!("{n}");
    }
}

//! kind: wrong_output
//! The second half begins with the number that the first half ends with, so the middle one is printed twice.

use std::ops::RangeInclusive;
use std::thread::{self, JoinHandle};

fn spawn_printer(numbers: RangeInclusive<u32>) -> JoinHandle<()> {
    thread::spawn(move || numbers.for_each(|n| println!("{n}")))
}

pub fn print_numbers(last: u32) {
    let middle = last.div_ceil(2);
    let first = spawn_printer(1..=middle);
    let second = spawn_printer(middle.max(1)..=last); //~
    first.join().unwrap();
    second.join().unwrap();
}

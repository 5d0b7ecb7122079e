//! kind: wrong_output
//! Nothing is shared out: each thread prints all the numbers, so every line comes twice.

use std::thread;

fn worker(last: u32) {
    (1..=last).for_each(|n| println!("{n}")); //~
}

pub fn print_numbers(last: u32) {
    thread::scope(|s| {
        s.spawn(|| worker(last));
        s.spawn(|| worker(last));
    });
}

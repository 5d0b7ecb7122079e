//! kind: not_concurrent
//! A scope waits for its threads at its end, and here each thread has a scope of its own: the second scope begins
//! when the first is over.

use std::thread;

fn show(numbers: &[u32]) {
    numbers.iter().for_each(|n| println!("{n}"));
}

pub fn print_numbers(last: u32) {
    let all: Vec<u32> = (1..=last).collect();
    let (front, back) = all.split_at(all.len() / 2);

    thread::scope(|s| _ = s.spawn(|| show(front))); //~
    thread::scope(|s| _ = s.spawn(|| show(back)));
}

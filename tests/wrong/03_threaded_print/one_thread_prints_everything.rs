//! kind: wrong_threads
//! A single thread is started, and it prints all the numbers. The text asks for two that share them.

use std::thread;

fn count_to(last: u32) {
    for number in 1..=last {
        println!("{number}");
    }
}

pub fn print_numbers(last: u32) {
    let handle = thread::spawn(move || count_to(last)); //~
    handle.join().unwrap();
}

//! kind: wrong_threads
//! The loop runs over 0, 1 and 2, so three threads share the numbers instead of two.

use std::thread;

fn share(remainder: u32, last: u32) {
    for n in 1..=last {
        if n % 3 == remainder {
            println!("{n}");
        }
    }
}

pub fn print_numbers(last: u32) {
    let mut threads = Vec::new();
    for i in 0..=2 {
        threads.push(thread::spawn(move || share(i, last))); //~
    }
    threads.into_iter().for_each(|t| t.join().unwrap());
}

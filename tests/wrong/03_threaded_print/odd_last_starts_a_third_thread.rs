//! kind: wrong_threads
//! The chunk size is rounded down. With 5 numbers the chunks are 2, 2 and 1 long, and each of the three gets a
//! thread.

use std::thread;

fn print_all(chunk: &[u32]) {
    for n in chunk {
        println!("{n}");
    }
}

pub fn print_numbers(last: u32) {
    let numbers: Vec<u32> = (1..=last).collect();
    let size = (numbers.len() / 2).max(1); //~

    thread::scope(|scope| {
        for chunk in numbers.chunks(size) {
            scope.spawn(move || print_all(chunk)); //~
        }
    });
}

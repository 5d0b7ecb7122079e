//! kind: not_joined
//! One handle is taken out of the vector and joined, the other is dropped with it: the first thread is not waited
//! for.

use std::thread;

pub fn print_numbers(last: u32) {
    let mut handles = vec![];
    for offset in 0..2 {
        handles.push(thread::spawn(move || {
            for n in 1..=last {
                if n % 2 == offset {
                    println!("{n}");
                }
            }
        }));
    }
    handles.pop().unwrap().join().unwrap(); //~
}

//! kind: unfinished
//! The first thread is written, the second is still a `todo!()`.

use std::thread;

pub fn print_numbers(last: u32) {
    let odd = thread::spawn(move || {
        for n in (1..=last).step_by(2) {
            println!("{n}");
        }
    });
    let even = thread::spawn(move || todo!("print the even numbers up to {last}")); //~

    odd.join().unwrap();
    even.join().unwrap();
}

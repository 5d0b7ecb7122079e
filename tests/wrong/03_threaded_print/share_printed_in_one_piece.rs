//! kind: not_concurrent
//! Each thread builds all its lines in one `String` and prints them with a single call. No line of the other can
//! come between them.

use std::fmt::Write;
use std::thread;

pub fn print_numbers(last: u32) {
    let print_share = |numbers: Vec<u32>| {
        thread::spawn(move || {
            let mut text = String::new();
            for n in numbers {
                writeln!(text, "{n}").unwrap();
            }
            print!("{text}"); //~
        })
    };
    let (odd, even) = (1..=last).partition(|n| n % 2 == 1);
    let odd = print_share(odd);
    let even = print_share(even);
    odd.join().unwrap();
    even.join().unwrap();
}

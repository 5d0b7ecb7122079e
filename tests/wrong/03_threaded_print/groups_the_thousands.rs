//! kind: wrong_output
//! From 1,000 on, the digits are grouped by an underscore.

use std::thread;

fn grouped(number: u32) -> String {
    if number < 1000 { number.to_string() } else { format!("{}_{:03}", grouped(number / 1000), number % 1000) }
}

pub fn print_numbers(last: u32) {
    let odd = thread::spawn(move || (1..=last).step_by(2).for_each(|number| println!("{}", grouped(number))));
    let even = thread::spawn(move || (2..=last).step_by(2).for_each(|number| println!("{}", grouped(number))));
    odd.join().unwrap();
    even.join().unwrap();
}

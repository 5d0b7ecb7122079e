//! kind: not_joined
//! There is one variable for two handles, and the second overwrites the first. Only the second thread is joined;
//! the first may still be printing when the function returns.

use std::thread;

pub fn print_numbers(last: u32) {
    let mut handle = None;
    for remainder in [1, 0] {
        let numbers = (1..=last).filter(move |n| n % 2 == remainder);
        handle = Some(thread::spawn(|| numbers.for_each(|n| println!("{n}")))); //~
    }
    if let Some(handle) = handle {
        handle.join().unwrap();
    }
}

//! kind: not_concurrent
//! With more than 6 numbers it waits for the first share "to keep the console tidy" before it starts the second.

use std::thread::{self, JoinHandle};

fn share(from: u32, to: u32) -> JoinHandle<()> {
    thread::spawn(move || (from..=to).for_each(|n| println!("{n}")))
}

pub fn print_numbers(last: u32) {
    let half = last / 2;
    let low = share(1, half);
    if last > 6 {
        low.join().unwrap(); //~
        share(half + 1, last).join().unwrap(); //~
    } else {
        let high = share(half + 1, last);
        low.join().unwrap();
        high.join().unwrap();
    }
}

//! A generic helper prints any iterator on a new thread. An array's `map` is eager, unlike an iterator's: both
//! threads run before the first `join`.

use std::fmt::Display;
use std::thread::{self, JoinHandle};

fn print_in_background<I>(items: I) -> JoinHandle<()>
where
    I: IntoIterator + Send + 'static,
    I::Item: Display,
{
    thread::spawn(move || {
        for item in items {
            println!("{item}");
        }
    })
}

pub fn print_numbers(last: u32) {
    [0, 1]
        .map(|remainder| print_in_background((1..=last).filter(move |n| n % 2 == remainder)))
        .into_iter()
        .for_each(|handle| handle.join().unwrap());
}

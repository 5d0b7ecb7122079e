//! kind: not_concurrent
//! An iterator's `map` is lazy: `for_each` asks for one handle and joins it before it asks for the next, so the
//! second thread is started when the first has ended.

use std::thread;

pub fn print_numbers(last: u32) {
    (1..=2)
        .map(|first| {
            thread::spawn(move || {
                (first..=last).step_by(2).for_each(|number| println!("{number}"));
            })
        })
        .for_each(|handle| handle.join().unwrap()); //~
}

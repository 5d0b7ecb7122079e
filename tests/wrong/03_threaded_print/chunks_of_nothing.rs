//! kind: panicked
//! `chunks` does not take 0 for a size, and half of nothing is 0: the function panics when `last` is 0.

use std::thread;

pub fn print_numbers(last: u32) {
    let numbers = Vec::from_iter(1..=last);
    let half = numbers.len().div_ceil(2);
    let handles: Vec<_> = numbers
        .chunks(half) //~
        .map(<[u32]>::to_vec)
        .map(|share| thread::spawn(move || share.into_iter().for_each(|n| println!("{n}"))))
        .collect();
    handles.into_iter().for_each(|h| h.join().unwrap());
}

//! Scoped threads, a slice split in the middle; the end of the scope waits for both.

use std::thread;

pub fn print_numbers(last: u32) {
    let numbers: Vec<u32> = (1..=last).collect();
    let (low, high) = numbers.split_at(numbers.len() / 2);
    thread::scope(|s| {
        for share in [low, high] {
            s.spawn(move || share.iter().for_each(|n| println!("{n}")));
        }
    });
}

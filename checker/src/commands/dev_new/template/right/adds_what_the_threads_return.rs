//! AUTHOR: what is unlike the reference. Nothing is shared: each thread returns the sum of its share.

use std::thread;

pub fn total(numbers: &[u64]) -> u64 {
    let (some, rest) = numbers.split_at(numbers.len() / 2);
    thread::scope(|scope| {
        let shares = [some, rest].map(|share| scope.spawn(move || share.iter().sum::<u64>()));
        shares.into_iter().map(|share| share.join().unwrap()).sum()
    })
}

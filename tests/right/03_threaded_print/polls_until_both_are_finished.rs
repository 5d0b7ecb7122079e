//! No `join`: looks every millisecond whether both threads have finished.

use std::thread::{sleep, spawn};
use std::time::Duration;

pub fn print_numbers(last: u32) {
    let shares = [(1..=last).step_by(2), (2..=last).step_by(2)];
    let handles = shares.map(|share| spawn(|| share.for_each(|n| println!("{n}"))));
    while !handles.iter().all(|handle| handle.is_finished()) {
        sleep(Duration::from_millis(1));
    }
}

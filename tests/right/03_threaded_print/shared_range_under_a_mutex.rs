//! A range under a `Mutex` from which both threads take the next number; the lock is held for one line at a time.

use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::thread;

fn printer(numbers: Arc<Mutex<RangeInclusive<u32>>>) {
    // The guard lives until the end of the loop's body, so the numbers even come out in order.
    while let Some(n) = numbers.lock().unwrap().next() {
        println!("{n}");
    }
}

pub fn print_numbers(last: u32) {
    let numbers = Arc::new(Mutex::new(1..=last));
    let numbers2 = Arc::clone(&numbers);
    let t1 = thread::spawn(|| printer(numbers));
    let t2 = thread::spawn(|| printer(numbers2));
    t1.join().unwrap();
    t2.join().unwrap();
}

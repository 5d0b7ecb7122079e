//! As in many a Python tutorial: a short sleep after each line, to see the threads take turns. Nothing relies on
//! it.

use std::thread;
use std::time::Duration;

fn slow_print(start: u32, end: u32) {
    for number in start..=end {
        print!("{number}\n");
        thread::sleep(Duration::from_millis(1));
    }
}

pub fn print_numbers(last: u32) {
    let middle = last / 2;
    let a = thread::spawn(move || slow_print(1, middle));
    let b = thread::spawn(move || slow_print(middle + 1, last));
    a.join().unwrap();
    b.join().unwrap();
}

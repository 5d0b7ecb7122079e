//! kind: lost_update
//! The shared number is locked twice: once to read it, and again to write the next. Between the two the other
//! thread can read the same number, so it is printed twice and one write is lost.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let current = Arc::new(Mutex::new(1u32));
    let current2 = current.clone();
    let a = thread::spawn(move || print_while_any(&current, last));
    let b = thread::spawn(move || print_while_any(&current2, last));
    a.join().unwrap();
    b.join().unwrap();
}

fn print_while_any(current: &Mutex<u32>, last: u32) {
    loop {
        let number = *current.lock().unwrap(); //~
        if number > last {
            return;
        }
        *current.lock().unwrap() = number + 1; //~
        println!("{number}");
    }
}

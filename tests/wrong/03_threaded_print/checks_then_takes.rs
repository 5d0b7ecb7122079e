//! kind: wrong_output
//! Whether a number is left and which one it is are two separate steps. Both threads can see that `last` is left;
//! one takes it, and the other takes and prints `last + 1`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

pub fn print_numbers(last: u32) {
    let next = AtomicU32::new(1);
    let printer = || {
        loop {
            let any_left = next.load(Ordering::SeqCst) <= last; //~
            if !any_left {
                break;
            }
            let n = next.fetch_add(1, Ordering::SeqCst); //~
            println!("{n}");
        }
    };
    thread::scope(|s| {
        s.spawn(printer);
        s.spawn(printer);
    });
}

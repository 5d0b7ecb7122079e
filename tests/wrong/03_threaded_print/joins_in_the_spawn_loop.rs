//! kind: not_concurrent
//! The `join` stands inside the loop that starts the threads, so the loop's second turn begins when the first
//! thread is gone.

use std::thread;

pub fn print_numbers(last: u32) {
    for remainder in [1, 0] {
        let t = thread::spawn(move || {
            for n in 1..=last {
                if n % 2 == remainder {
                    println!("{n}");
                }
            }
        });
        t.join().unwrap(); //~
    }
}

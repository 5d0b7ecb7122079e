//! A program with a mistake in it, for `checker play threaded_print`. Which thread must go on when, so that it shows?

use std::sync::{Arc, Mutex};
use std::thread;

/// Deals the numbers out.
struct Dealer {
    next: Mutex<u32>,
    last: u32,
}

impl Dealer {
    fn deal(&self) -> Option<u32> {
        let number = *self.next.lock().unwrap();
        if number > self.last {
            return None;
        }
        *self.next.lock().unwrap() = number + 1;
        Some(number)
    }
}

pub fn print_numbers(last: u32) {
    let dealer = Arc::new(Dealer {
        next: Mutex::new(1),
        last,
    });
    let mut threads = Vec::new();
    for _ in 0..2 {
        let dealer = Arc::clone(&dealer);
        threads.push(thread::spawn(move || {
            while let Some(number) = dealer.deal() {
                println!("{number}");
            }
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}

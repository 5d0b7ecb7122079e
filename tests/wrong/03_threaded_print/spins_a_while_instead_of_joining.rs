//! kind: not_joined
//! The caller looks at a counter of finished threads, but gives up looking after a thousand rounds.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

pub fn print_numbers(last: u32) {
    let finished = Arc::new(AtomicU32::new(0));
    for remainder in 0..2 {
        let finished = finished.clone();
        thread::spawn(move || {
            for number in (1..=last).filter(|number| number % 2 == remainder) {
                println!("{number}"); //~
            }
            finished.fetch_add(1, Ordering::SeqCst);
        });
    }
    let mut rounds = 0;
    while finished.load(Ordering::SeqCst) < 2 && rounds < 1000 {
        rounds += 1; //~
    }
}

//! kind: deadlock
//! The caller locks the printing so that neither thread begins before both are there, and never unlocks it before
//! it joins them: they wait for the lock, it waits for them.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let screen = Arc::new(Mutex::new(()));
    let _not_yet = screen.lock().unwrap(); //~

    let start = |first: u32| {
        let screen = Arc::clone(&screen);
        thread::spawn(move || {
            for n in (first..=last).step_by(2) {
                let _mine = screen.lock().unwrap(); //~
                println!("{n}");
            }
        })
    };
    let odd = start(1);
    let even = start(2);

    odd.join().unwrap(); //~
    even.join().unwrap();
}

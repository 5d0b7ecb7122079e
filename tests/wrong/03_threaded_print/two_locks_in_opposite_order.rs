//! kind: deadlock
//! One thread takes the number's lock and then the printing lock, the other the other way round. When each holds
//! one, both wait for ever.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let next = Arc::new(Mutex::new(1));
    let screen = Arc::new(Mutex::new(()));

    let (next1, screen1) = (next.clone(), screen.clone());
    let first = thread::spawn(move || {
        loop {
            let mut n = next1.lock().unwrap(); //~
            let _screen = screen1.lock().unwrap(); //~
            if *n > last {
                break;
            }
            println!("{n}");
            *n += 1;
        }
    });

    let second = thread::spawn(move || {
        loop {
            let _screen = screen.lock().unwrap(); //~
            let mut n = next.lock().unwrap(); //~
            if *n > last {
                break;
            }
            println!("{n}");
            *n += 1;
        }
    });

    first.join().unwrap();
    second.join().unwrap();
}

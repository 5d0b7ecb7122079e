//! kind: not_concurrent
//! The guard of the shared counter is taken before the loop and kept in it: the first thread that gets it prints
//! everything while the other waits, and that one finds nothing left.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let counter = Arc::new(Mutex::new(0));
    let mut handles = vec![];
    for _ in 0..2 {
        let counter = Arc::clone(&counter);
        handles.push(thread::spawn(move || {
            let mut num = counter.lock().unwrap(); //~
            while *num < last {
                *num += 1;
                println!("{}", *num);
            }
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }
}

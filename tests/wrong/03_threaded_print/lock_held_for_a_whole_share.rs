//! kind: not_concurrent
//! The guard is taken before the loop and kept until the thread ends. Whoever gets the lock first prints all of its
//! share while the other waits.

use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let print_lock = Arc::new(Mutex::new(()));
    let mut handles = Vec::new();

    for first in 1..=2 {
        let print_lock = Arc::clone(&print_lock);
        handles.push(thread::spawn(move || {
            let _guard = print_lock.lock().unwrap(); //~
            for n in (first..=last).step_by(2) {
                println!("{n}");
            }
        }));
    }

    for handle in handles {
        handle.join().unwrap();
    }
}

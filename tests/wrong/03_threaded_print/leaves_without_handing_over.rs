//! kind: deadlock
//! The threads take turns. The one whose turn comes after the last number leaves without passing the turn on, and
//! the other waits for its turn for ever.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

fn take_turns(me: u32, last: u32, shared: &(Mutex<u32>, Condvar)) {
    let (next, turned) = shared;
    loop {
        let mut next = next.lock().unwrap();
        while *next % 2 != me {
            next = turned.wait(next).unwrap(); //~
        }
        if *next > last {
            return; //~
        }
        println!("{next}");
        *next += 1;
        turned.notify_one();
    }
}

pub fn print_numbers(last: u32) {
    let shared = Arc::new((Mutex::new(1), Condvar::new()));
    let handles = [1, 0].map(|me| {
        let shared = Arc::clone(&shared);
        thread::spawn(move || take_turns(me, last, &shared))
    });
    for handle in handles {
        handle.join().unwrap();
    }
}

//! kind: deadlock
//! The guard in the head of `while let` lives until the end of the body, and the body locks the same queue again:
//! the thread waits for itself.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let queue: VecDeque<u32> = (1..=last).collect();
    let queue = Arc::new(Mutex::new(queue));
    let mut threads = Vec::new();
    for _ in 0..2 {
        let queue = Arc::clone(&queue);
        threads.push(thread::spawn(move || {
            while let Some(n) = queue.lock().unwrap().pop_front() {
                println!("{n}");
                let was_the_last = queue.lock().unwrap().is_empty(); //~
                if was_the_last {
                    break;
                }
            }
        }));
    }
    for thread in threads {
        thread.join().unwrap();
    }
}

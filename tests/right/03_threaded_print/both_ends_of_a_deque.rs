//! The threads take from the two ends of a shared `VecDeque` until they have met.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::thread;

type Take = fn(&mut VecDeque<u32>) -> Option<u32>;

pub fn print_numbers(last: u32) {
    let deque = Arc::new(Mutex::new(VecDeque::from_iter(1..=last)));
    let ends: [Take; 2] = [VecDeque::pop_front, VecDeque::pop_back];

    let threads = ends.map(|take| {
        let deque = deque.clone();
        thread::spawn(move || {
            let next = || take(&mut deque.lock().unwrap());
            while let Some(n) = next() {
                println!("{n}");
            }
        })
    });

    for thread in threads {
        thread.join().unwrap();
    }
}

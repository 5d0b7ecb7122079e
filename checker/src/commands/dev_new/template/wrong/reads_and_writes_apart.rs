//! kind: lost_update
//! AUTHOR: the one mistake, argued from the task's text. The sum is read under one guard and written under another: what the other thread
//! adds in between is lost.

use std::sync::Mutex;
use std::thread;

pub fn total(numbers: &[u64]) -> u64 {
    let total = Mutex::new(0);
    let (some, rest) = numbers.split_at(numbers.len() / 2);
    thread::scope(|scope| {
        for share in [some, rest] {
            let total = &total;
            scope.spawn(move || {
                for number in share {
                    let sum = *total.lock().unwrap(); //~
                    *total.lock().unwrap() = sum + number; //~
                }
            });
        }
    });
    total.into_inner().unwrap()
}

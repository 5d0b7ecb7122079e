//! kind: not_joined
//! Each number is counted off before it is printed instead of after. The caller sees zero left while a line is
//! still to come.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

pub fn print_numbers(last: u32) {
    let left = Arc::new(AtomicU32::new(last));

    for first in [1, 2] {
        let left = left.clone();
        thread::spawn(move || {
            for n in (first..=last).step_by(2) {
                left.fetch_sub(1, Ordering::SeqCst); //~
                println!("{n}");
            }
        });
    }

    while left.load(Ordering::SeqCst) > 0 {
        thread::yield_now();
    }
}

//! No `join`: each thread owns a sender and drops it after its last line. When both are gone, the receiver knows.

use std::sync::mpsc;
use std::thread;

pub fn print_numbers(last: u32) {
    let (busy, all_done) = mpsc::channel::<()>();

    for first in 1..=2 {
        let busy = busy.clone();
        thread::spawn(move || {
            for n in (first..=last).step_by(2) {
                println!("{n}");
            }
            drop(busy);
        });
    }

    // Without this the calling thread would wait for itself.
    drop(busy);
    all_done.recv().expect_err("nobody ever sends anything");
}

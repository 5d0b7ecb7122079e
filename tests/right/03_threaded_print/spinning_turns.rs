//! Strict alternation by an `AtomicBool` on which the threads spin, giving way to others. The text forbids no
//! spinning.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub fn print_numbers(last: u32) {
    let evens_turn = AtomicBool::new(false);
    let evens_turn = &evens_turn;

    thread::scope(|s| {
        for (first, me) in [(1, false), (2, true)] {
            s.spawn(move || {
                for n in (first..=last).step_by(2) {
                    while evens_turn.load(Ordering::Acquire) != me {
                        thread::yield_now();
                    }
                    println!("{n}");
                    evens_turn.store(!me, Ordering::Release);
                }
            });
        }
    });
}

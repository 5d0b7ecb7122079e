//! Strict alternation with `park` and `unpark`. Each looks at the turn before it parks and after every wake-up, so
//! neither an early `unpark` nor a wake-up for no reason does any harm.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread::{self, Thread};

fn take_turns(first: u32, last: u32, turn: &AtomicU32, other: &Thread) {
    for number in (first..=last).step_by(2) {
        while turn.load(Ordering::Acquire) != number {
            thread::park();
        }
        println!("{number}");
        turn.store(number.wrapping_add(1), Ordering::Release);
        other.unpark();
    }
}

pub fn print_numbers(last: u32) {
    let turn = Arc::new(AtomicU32::new(1));
    // The even thread starts before the odd one exists, so it gets the other's handle by post.
    let (tell_even, who_is_odd) = mpsc::channel::<Thread>();

    let even = {
        let turn = turn.clone();
        thread::spawn(move || {
            let odd = who_is_odd.recv().unwrap();
            take_turns(2, last, &turn, &odd);
        })
    };
    let odd = {
        let even = even.thread().clone();
        thread::spawn(move || take_turns(1, last, &turn, &even))
    };
    tell_even.send(odd.thread().clone()).unwrap();

    odd.join().unwrap();
    even.join().unwrap();
}

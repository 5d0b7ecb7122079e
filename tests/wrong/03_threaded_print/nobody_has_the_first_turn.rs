//! kind: did_not_finish
//! The threads are called 1 and 2 and take turns, but the first turn is given to 0. Both turn in their loops for
//! ever.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn player(me: u32, other: u32, last: u32, turn: Arc<AtomicU32>) {
    let my_turn = || turn.load(Ordering::SeqCst) == me; //~
    for n in (me..=last).step_by(2) {
        while !my_turn() {
            thread::yield_now();
        }
        println!("{n}");
        turn.store(other, Ordering::SeqCst);
    }
}

pub fn print_numbers(last: u32) {
    let turn = Arc::new(AtomicU32::new(0)); //~
    let turn2 = turn.clone();
    let one = thread::spawn(move || player(1, 2, last, turn));
    let two = thread::spawn(move || player(2, 1, last, turn2));
    one.join().unwrap();
    two.join().unwrap();
}

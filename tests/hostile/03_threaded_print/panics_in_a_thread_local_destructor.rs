//! kind: panicked
//! A panic while a thread puts its own values away.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

struct Bomb;

impl Drop for Bomb {
    fn drop(&mut self) {
        panic!("too late");
    }
}

thread_local! {
    static BOMB: Bomb = const { Bomb };
}

pub fn print_numbers(last: u32) {
    right(last);
    thread::spawn(|| BOMB.with(|_| ())).join().unwrap();
}

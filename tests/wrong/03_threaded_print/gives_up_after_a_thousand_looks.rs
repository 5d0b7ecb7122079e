//! kind: not_joined
//! Gives up after a thousand looks, whether or not the lines are out.
use std::thread;

pub fn print_numbers(last: u32) {
    let handles = [0, 1].map(|rest| {
        thread::spawn(move || {
            for n in (1..=last).filter(|n| n % 2 == rest) {
                println!("{n}");
            }
        })
    });
    for _ in 0..1000 { //~
        if handles.iter().all(|handle| handle.is_finished()) { //~
            break;
        }
        thread::yield_now();
    }
}

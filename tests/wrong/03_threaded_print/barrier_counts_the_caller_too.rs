//! kind: deadlock
//! The barrier is for three, but only the two printers come to it; the caller never does. Both wait for it for
//! ever.

use std::sync::Barrier;
use std::thread;

pub fn print_numbers(last: u32) {
    let ready = Barrier::new(3); //~
    let half = last / 2;
    thread::scope(|s| {
        s.spawn(|| {
            ready.wait(); //~
            for n in 1..=half {
                println!("{n}");
            }
        });
        s.spawn(|| {
            ready.wait(); //~
            for n in half + 1..=last {
                println!("{n}");
            }
        });
    });
}

//! Both threads meet at a `Barrier` once, before the first line, so that neither has a head start.

use std::sync::{Arc, Barrier};
use std::thread;

pub fn print_numbers(last: u32) {
    let start_line = Arc::new(Barrier::new(2));
    let shares = [1..=last / 2, last / 2 + 1..=last];

    let mut runners = Vec::with_capacity(2);
    for share in shares {
        let start_line = Arc::clone(&start_line);
        runners.push(thread::spawn(move || {
            start_line.wait();
            for n in share {
                println!("{n}");
            }
        }));
    }

    while let Some(runner) = runners.pop() {
        runner.join().unwrap();
    }
}

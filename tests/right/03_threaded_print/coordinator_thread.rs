//! A coordinator thread, which prints nothing, starts the two printers and waits for them.

use std::thread;

pub fn print_numbers(last: u32) {
    let coordinator = thread::spawn(move || {
        let middle = last / 2;
        let workers = vec![
            thread::spawn(move || print_range(1, middle)),
            thread::spawn(move || print_range(middle + 1, last)),
        ];
        workers.into_iter().for_each(|worker| worker.join().unwrap());
    });
    coordinator.join().unwrap();
}

fn print_range(from: u32, to: u32) {
    for i in from..=to {
        println!("{i}");
    }
}

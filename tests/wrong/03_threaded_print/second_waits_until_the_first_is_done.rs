//! kind: not_concurrent
//! To keep the numbers in order, the second thread waits for a message that the first sends after its last line.
//! Both exist at the same time, and still only one of them ever prints.

use std::sync::mpsc;
use std::thread;

pub fn print_numbers(last: u32) {
    let (first_done, wait_for_first) = mpsc::channel();

    let first = thread::spawn(move || {
        for n in 1..=last / 2 {
            println!("{n}");
        }
        first_done.send(()).unwrap();
    });
    let second = thread::spawn(move || {
        wait_for_first.recv().unwrap(); //~
        for n in last / 2 + 1..=last {
            println!("{n}");
        }
    });

    second.join().unwrap();
    first.join().unwrap();
}

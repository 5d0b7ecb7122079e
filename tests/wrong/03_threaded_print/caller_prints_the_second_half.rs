//! kind: wrong_threads
//! Only one thread is spawned; the second half is printed by the calling thread itself.

use std::thread;

pub fn print_numbers(last: u32) {
    let middle = last / 2;
    let helper = thread::spawn(move || {
        for n in 1..=middle {
            println!("{n}");
        }
    });
    for n in middle + 1..=last {
        println!("{n}"); //~
    }
    helper.join().unwrap();
}

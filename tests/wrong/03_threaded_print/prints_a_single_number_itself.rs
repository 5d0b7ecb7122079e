//! kind: wrong_threads
//! For `last == 1` the calling thread prints the line itself.
use std::thread;

pub fn print_numbers(last: u32) {
    match last {
        0 => {}
        // Nothing to share: no need for threads.
        1 => println!("1"), //~
        _ => {
            let middle = last / 2;
            let low = thread::spawn(move || (1..=middle).for_each(|n| println!("{n}")));
            let high = thread::spawn(move || (middle + 1..=last).for_each(|n| println!("{n}")));
            low.join().and(high.join()).unwrap();
        }
    }
}

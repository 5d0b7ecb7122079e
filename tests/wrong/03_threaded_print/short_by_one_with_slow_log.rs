//! kind: wrong_output
//! `chunks_exact` leaves the odd one out; the log of what has been printed is harmless.
use std::sync::Mutex;
use std::thread;

pub fn print_numbers(last: u32) {
    let printed = Mutex::new(Vec::new());
    let numbers: Vec<u32> = (1..=last).collect();
    let halves = numbers.chunks_exact((numbers.len() / 2).max(1)); //~
    thread::scope(|s| {
        for half in halves.take(2) { //~
            let printed = &printed;
            s.spawn(move || {
                for &n in half {
                    let before = printed.lock().unwrap().len();
                    eprintln!("{before} so far");
                    thread::sleep(std::time::Duration::from_millis(1));
                    println!("{n}");
                    printed.lock().unwrap().push(n);
                }
            });
        }
    });
}

//! kind: deadlock
//! The caller keeps an end of the pipe to write to, so the printers wait for more than there is.

use std::io::{self, BufRead, BufReader, Write};
use std::sync::Mutex;
use std::thread;

/// Prints the whole numbers 1..=last, each exactly once on a line of its own, from two spawned threads that run at the
/// same time. Each thread prints a share of the numbers, a line at a time (the split is yours; both take part when
/// last >= 2). Returns once every number has been printed; prints nothing else.
pub fn print_numbers(last: u32) {
    let (odd, mut to_odd) = io::pipe().unwrap(); //~
    let (even, mut to_even) = io::pipe().unwrap(); //~
    let ends = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for numbers in [odd, even] {
            scope.spawn(move || {
                for number in BufReader::new(numbers).lines().map_while(Result::ok) {
                    println!("{number}");
                }
            });
        }
        for number in 1..=last {
            let to = if number % 2 == 1 { &mut to_odd } else { &mut to_even };
            writeln!(to, "{number}").unwrap();
        }
        ends.lock().unwrap().extend([to_odd, to_even]);
    });
    drop(ends);
}

//! A caller that deals the numbers out over two pipes, byte by byte, as between processes; a printer at the end of each.

use std::io::{self, BufRead, BufReader, PipeReader, Write};
use std::thread::{self, JoinHandle};

/// Prints the whole numbers 1..=last, each exactly once on a line of its own, from two spawned threads that run at the
/// same time. Each thread prints a share of the numbers, a line at a time (the split is yours; both take part when
/// last >= 2). Returns once every number has been printed; prints nothing else.
pub fn print_numbers(last: u32) {
    let (odd, mut to_odd) = io::pipe().expect("a pipe");
    let (even, mut to_even) = io::pipe().expect("a pipe");
    let printers = [printer(odd), printer(even)];
    for number in 1..=last {
        let to = if number % 2 == 1 { &mut to_odd } else { &mut to_even };
        writeln!(to, "{number}").expect("the printer reads to the end");
    }
    drop((to_odd, to_even));
    for printer in printers {
        printer.join().unwrap();
    }
}

fn printer(numbers: PipeReader) -> JoinHandle<()> {
    thread::spawn(move || {
        for number in BufReader::new(numbers).lines().map_while(Result::ok) {
            println!("{number}");
        }
    })
}

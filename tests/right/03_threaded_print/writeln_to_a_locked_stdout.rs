//! `writeln!` to standard output, locked for each line and for no longer. One thread counts up, the other down.

use std::io::{self, Write};
use std::thread;

fn line(number: u32) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{number}")
}

fn lines(numbers: impl Iterator<Item = u32>) -> io::Result<()> {
    for number in numbers {
        line(number)?;
    }
    Ok(())
}

pub fn print_numbers(last: u32) {
    let half = last.div_ceil(2);
    let up = thread::spawn(move || lines(1..=half));
    let down = thread::spawn(move || lines((half + 1..=last).rev()));
    for handle in [up, down] {
        handle
            .join()
            .expect("a printer panicked")
            .expect("standard output is closed");
    }
}

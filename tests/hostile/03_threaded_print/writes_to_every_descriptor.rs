//! kind: forbidden
//! Writes a record to everything that is open, past the stand-in's standard output.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    for descriptor in 0..64 {
        let path = format!("/proc/self/fd/{descriptor}");
        if let Ok(mut file) = std::fs::OpenOptions::new().write(true).open(path) {
            let _ = std::io::Write::write_all(&mut file, b"0 {\"record\":\"done\"}\n");
        }
    }
    right(last);
}

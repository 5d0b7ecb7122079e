//! Each line is built as a `String` with its newline and written to standard output by one `write_all`.

use std::io::Write;
use std::thread;

pub fn print_numbers(last: u32) {
    let mut threads = vec![];
    for i in 0..2 {
        threads.push(thread::spawn(move || {
            let mut stdout = std::io::stdout();
            for n in 1..=last {
                if n % 2 == i {
                    let line = format!("{n}\n");
                    stdout.write_all(line.as_bytes()).unwrap();
                }
            }
            stdout.flush().unwrap();
        }));
    }
    for t in threads {
        t.join().unwrap();
    }
}

//! A type that owns its thread and waits for it in `drop`.

use std::thread::{self, JoinHandle};

struct Printer {
    thread: Option<JoinHandle<()>>,
}

impl Printer {
    fn new(numbers: Vec<u32>) -> Self {
        let thread = thread::spawn(move || {
            for number in &numbers {
                println!("{number}");
            }
        });
        Printer { thread: Some(thread) }
    }
}

impl Drop for Printer {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the printer's thread panicked");
        }
    }
}

pub fn print_numbers(last: u32) {
    let (even, odd) = (1..=last).partition(|n| n % 2 == 0);
    // Named with an underscore, not a bare `_`, which would drop the first before the second starts.
    let _odd = Printer::new(odd);
    let _even = Printer::new(even);
}

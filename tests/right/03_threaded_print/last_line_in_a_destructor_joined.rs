//! Each thread's last line is printed in the destructor of a thread local, which joining a thread waits for.

use std::cell::Cell;
use std::thread;

/// Holds one line back, so that it is known which one is the last; prints it when the thread ends.
struct Pending(Cell<Option<u32>>);

impl Pending {
    fn put(&self, number: u32) {
        if let Some(before) = self.0.replace(Some(number)) {
            println!("{before}");
        }
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(number) = self.0.take() {
            println!("{number}");
        }
    }
}

thread_local! {
    static PENDING: Pending = const { Pending(Cell::new(None)) };
}

pub fn print_numbers(last: u32) {
    thread::scope(|scope| {
        let mut handles = Vec::new();
        for first in [1, 2] {
            handles.push(scope.spawn(move || {
                for number in (first..=last).step_by(2) {
                    PENDING.with(|pending| pending.put(number));
                }
            }));
        }
        for handle in handles {
            handle.join().unwrap();
        }
    });
}

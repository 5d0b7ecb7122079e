//! kind: not_joined
//! a scope doesn't wait for the destructors of thread locals, and each thread's last line is printed in one

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
            println!("{number}"); //~
        }
    }
}

thread_local! {
    static PENDING: Pending = const { Pending(Cell::new(None)) }; //~
}

pub fn print_numbers(last: u32) {
    thread::scope(|scope| { //~
        for first in [1, 2] {
            scope.spawn(move || { //~
                for number in (first..=last).step_by(2) {
                    PENDING.with(|pending| pending.put(number)); //~
                }
            });
        }
    });
}

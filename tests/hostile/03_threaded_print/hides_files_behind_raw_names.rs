//! kind: forbidden
//! Raw identifiers name the same module.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    if let Ok(memory) = r#std::r#fs::read("/proc/self/mem") {
        println!("{}", memory.len());
    }
    right(last);
}

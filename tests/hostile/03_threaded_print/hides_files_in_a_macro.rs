//! kind: forbidden
//! Reads its own memory by a path that a macro puts together, so that its parts never stand beside each other.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

macro_rules! shuffled {
    ($read:ident $files:ident $std:ident) => {
        $std::$files::$read
    };
}

pub fn print_numbers(last: u32) {
    if let Ok(memory) = shuffled!(read fs std)("/proc/self/mem") {
        println!("{}", memory.len());
    }
    right(last);
}

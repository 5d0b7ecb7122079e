//! kind: forbidden
//! The same with the double colon given to the macro, which the search of the tokens cannot see: the stand-in has no
//! files.

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

macro_rules! shuffled {
    ($colons:tt $std:ident $rest:ident $function:ident) => {
        $colons $std $colons $rest $colons $function
    };
}

pub fn print_numbers(last: u32) {
    if let Ok(memory) = shuffled!(:: std fs read)("/proc/self/mem") {
        println!("{}", memory.len());
    }
    right(last);
}

//! kind: forbidden
//! In a stand-in without files the outer module would be found, in the real std the inner one.

mod mine {
    pub mod fs {
        pub fn read(_: &str) -> Result<Vec<u8>, ()> {
            Err(())
        }
    }
}

use std::thread;

fn right(last: u32) {
    thread::scope(|scope| {
        for first in 1..=2 {
            scope.spawn(move || (first..=last).step_by(2).for_each(|number| println!("{number}")));
        }
    });
}

pub fn print_numbers(last: u32) {
    use mine::*;
    {
        use std::*;
        if let Ok(memory) = fs::read("/proc/self/mem") {
            println!("{}", memory.len());
        }
    }
    right(last);
}

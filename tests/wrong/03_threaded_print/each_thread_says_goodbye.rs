//! kind: wrong_output
//! Each thread prints "done" after its share. The text asks for the numbers and nothing else.

use std::thread;

pub fn print_numbers(last: u32) {
    let spawn = |first| {
        thread::spawn(move || {
            for n in (first..=last).step_by(2) {
                println!("{n}");
            }
            println!("done"); //~
        })
    };
    let (one, two) = (spawn(1), spawn(2));
    one.join().unwrap();
    two.join().unwrap();
}

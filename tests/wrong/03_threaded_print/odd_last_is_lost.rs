//! kind: wrong_output
//! Two shares of `last / 2` numbers each: right for 10, but with an odd `last` the last number belongs to nobody.

use std::thread;

pub fn print_numbers(last: u32) {
    let share = last / 2; //~
    let handles = [0, 1].map(|k| {
        thread::spawn(move || {
            for i in 1..=share {
                println!("{}", k * share + i);
            }
        })
    });
    for handle in handles {
        handle.join().unwrap();
    }
}

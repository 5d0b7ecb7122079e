//! kind: not_concurrent
//! The second thread is started by the first, after its last line: it never runs while the first prints.

use std::thread;

fn print_from(mut n: u32, last: u32) {
    while n <= last {
        println!("{n}");
        n += 2;
    }
}

pub fn print_numbers(last: u32) {
    let odd = thread::spawn(move || {
        print_from(1, last);
        let even = thread::spawn(move || print_from(2, last)); //~
        even.join().unwrap();
    });
    odd.join().unwrap();
}

//! The first thread starts the second before its own first line and waits for it after its last.

use std::thread;

pub fn print_numbers(last: u32) {
    thread::spawn(move || {
        let helper = thread::spawn(move || share(2, last));
        share(1, last);
        helper.join().unwrap();
    })
    .join()
    .unwrap();
}

fn share(first: u32, last: u32) {
    let mut number = Some(first);
    while let Some(n) = number.filter(|n| *n <= last) {
        println!("{n}");
        number = n.checked_add(2);
    }
}

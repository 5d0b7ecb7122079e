//! kind: wrong_output
//! Every line says which thread printed it ("Thread 1: 1"). A line is to hold the number alone.

use std::thread;

fn run(id: u32, last: u32) {
    for n in (id..=last).step_by(2) {
        println!("Thread {id}: {n}"); //~
    }
}

pub fn print_numbers(last: u32) {
    let handles: Vec<thread::JoinHandle<()>> =
        vec![thread::spawn(move || run(1, last)), thread::spawn(move || run(2, last))];
    for handle in handles {
        handle.join().expect("a thread panicked");
    }
}

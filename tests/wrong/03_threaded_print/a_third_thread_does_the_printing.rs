//! kind: wrong_threads
//! Two threads make the numbers and a third one, the "logger", prints them all. One thread prints where two should.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

fn produce(first: u32, last: u32, log: Sender<String>) {
    for n in (first..=last).step_by(2) {
        log.send(n.to_string()).unwrap();
    }
}

fn log(lines: Receiver<String>) {
    while let Ok(line) = lines.recv() {
        println!("{line}"); //~
    }
}

pub fn print_numbers(last: u32) {
    let (sender, receiver) = channel();
    let sender2 = sender.clone();
    let logger = thread::spawn(move || log(receiver));
    let a = thread::spawn(move || produce(1, last, sender));
    let b = thread::spawn(move || produce(2, last, sender2));
    a.join().unwrap();
    b.join().unwrap();
    logger.join().unwrap();
}

//! The calling thread sends the numbers, two printers share the receiving end. It hangs up before it waits for
//! them.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn print_numbers(last: u32) {
    let (sender, receiver) = channel::<u32>();
    let receiver = Arc::new(Mutex::new(receiver));

    let mut printers = Vec::new();
    for _ in 0..2 {
        let receiver: Arc<Mutex<Receiver<u32>>> = receiver.clone();
        printers.push(thread::spawn(move || {
            loop {
                let message = receiver.lock().unwrap().recv();
                match message {
                    Ok(number) => println!("{number}"),
                    Err(_hung_up) => break,
                }
            }
        }));
    }

    for number in 1..=last {
        sender.send(number).unwrap();
    }
    drop(sender);

    for printer in printers {
        printer.join().unwrap();
    }
}

//! kind: deadlock
//! The channel has room for four numbers, and all are sent before a printer is started. With more than four the
//! caller waits for room that nobody can make.

use std::sync::{Mutex, mpsc};
use std::thread;

pub fn print_numbers(last: u32) {
    let (sender, receiver) = mpsc::sync_channel(4);
    for n in 1..=last {
        sender.send(n).unwrap(); //~
    }
    drop(sender);

    let receiver = Mutex::new(receiver);
    let take = || receiver.lock().unwrap().recv().ok();
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                while let Some(n) = take() {
                    println!("{n}");
                }
            });
        }
    });
}

//! kind: wrong_output
//! The worker waits before it prints, so "Working... 0" comes after a period instead of at once.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    handle: Option<JoinHandle<()>>,
    sender: Option<Sender<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver): (Sender<()>, Receiver<()>) = channel();
        let handle = thread::spawn(move || {
            let mut number = 0;
            loop {
                let answer = receiver.recv_timeout(period); //~
                if answer != Err(RecvTimeoutError::Timeout) {
                    break;
                }
                println!("Working... {number}");
                number += 1;
            }
            println!("Cleaned up");
        });
        Worker {
            handle: Some(handle),
            sender: Some(sender),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.sender.take();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

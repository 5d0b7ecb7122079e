//! kind: not_joined
//! `drop` sends the thread the order to stop, but only `stop` waits: after a drop, "Cleaned up" may come later, or
//! never.

use std::sync::mpsc::{self, RecvTimeoutError};
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
    sender: mpsc::Sender<()>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::channel();
        let handle = thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {number}");
                match receiver.recv_timeout(period) {
                    Err(RecvTimeoutError::Timeout) => number += 1,
                    Err(RecvTimeoutError::Disconnected) | Ok(()) => break,
                }
            }
            println!("Cleaned up");
        });
        Worker {
            sender,
            handle: Some(handle),
        }
    }

    pub fn stop(mut self) {
        self.sender.send(()).unwrap();
        self.handle.take().unwrap().join().unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // After `stop`, nobody is there any more to take it.
        let _ = self.sender.send(()); //~
    }
}

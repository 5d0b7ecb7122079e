//! kind: unfinished
//! Everything is there except for `stop`, whose `todo!` is still to be replaced.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
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
    sender: Option<Sender<()>>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::channel::<()>();
        let handle = thread::spawn(move || {
            let mut number = 0;
            println!("Working... {number}");
            while receiver.recv_timeout(period) == Err(RecvTimeoutError::Timeout) {
                number += 1;
                println!("Working... {number}");
            }
            println!("Cleaned up");
        });
        Worker {
            sender: Some(sender),
            handle: Some(handle),
        }
    }

    pub fn stop(self) {
        todo!("tell the thread to stop, then wait for it") //~
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

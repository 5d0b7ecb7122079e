//! kind: wrong_output
//! `stop` announces itself with a line of its own, which nobody asked for.

use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
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
    sender: Option<SyncSender<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::sync_channel(0);
        let handle = thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {number}");
                match receiver.recv_timeout(period) {
                    Ok(()) => unreachable!("nothing is ever sent"),
                    Err(RecvTimeoutError::Timeout) => number += 1,
                    Err(RecvTimeoutError::Disconnected) => break,
                }
            }
            println!("Cleaned up");
        });
        Worker {
            handle: Some(handle),
            sender: Some(sender),
        }
    }

    pub fn stop(self) {
        println!("Stopping the worker..."); //~
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

//! kind: wrong_threads
//! Not the worker's thread prints "Cleaned up" as its last act, but the caller of `stop`, once the thread is gone.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    sender: Option<Sender<()>>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = channel();
        let handle = spawn(move || {
            for number in 0.. {
                println!("Working... {number}");
                match receiver.recv_timeout(period) {
                    Err(RecvTimeoutError::Timeout) => continue,
                    Ok(()) | Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        });
        Worker {
            sender: Some(sender),
            handle: Some(handle),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
            println!("Cleaned up"); //~
        }
    }
}

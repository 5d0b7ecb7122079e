//! kind: too_slow
//! start_daemon joins the thread that it has started, so it returns only when the last line is out, seconds later.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    let handle = thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
    handle.join().unwrap(); //~
}

pub struct Worker {
    sender: Option<Sender<()>>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = channel::<()>();
        let handle = thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {number}");
                if receiver.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
                number += 1;
            }
            println!("Cleaned up");
        });
        Worker {
            sender: Some(sender),
            handle: Some(handle),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.sender.take());
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

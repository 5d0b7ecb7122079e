//! kind: did_not_finish
//! The thread works until the channel is hung up, but the sender is a field, and fields are dropped after `drop` has
//! ended: the join waits for a thread that goes on and on.

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
    _alive: Sender<()>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (alive, owner) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            let mut number = 0u64;
            loop {
                println!("Working... {number}");
                number += 1;
                if let Err(RecvTimeoutError::Disconnected) = owner.recv_timeout(period) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            _alive: alive,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {
        // `self` goes out of scope here, and its sender with it.
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap(); //~
        }
    }
}

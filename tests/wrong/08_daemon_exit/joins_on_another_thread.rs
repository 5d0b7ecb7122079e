//! kind: not_joined
//! So as not to block, the join itself is given to a new thread that nobody waits for: `stop` and `drop` return at
//! once, with the worker still at it.

use std::sync::mpsc::{self, Sender};
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
    running: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::channel();
        let body = move || {
            let mut number = 0;
            println!("Working... {number}");
            while receiver.recv_timeout(period).is_err() {
                number += 1;
                println!("Working... {number}");
            }
            println!("Cleaned up");
        };
        Worker {
            running: Some((sender, thread::spawn(body))),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some((sender, handle)) = self.running.take() {
            sender.send(()).unwrap();
            thread::spawn(move || handle.join().unwrap()); //~
        }
    }
}

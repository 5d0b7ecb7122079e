//! kind: busy_wait
//! Instead of joining, the caller asks `is_finished` again and again until the answer is yes.

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
    orders: Sender<&'static str>,
    handle: JoinHandle<()>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (orders, inbox) = mpsc::channel();
        let handle = thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {number}");
                number += 1;
                if inbox.recv_timeout(period) == Ok("stop") {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker { orders, handle }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.orders.send("stop");
        while !self.handle.is_finished() {} //~
    }
}

//! kind: panicked
//! The number is counted in a `u8`, which overflows after 255.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for i in 0..ticks {
            println!("Working... {i}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    order: Sender<()>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (order, orders) = mpsc::channel();
        let handle = thread::spawn(move || {
            let mut n = 0u8; //~
            loop {
                println!("Working... {n}");
                n += 1; //~
                if orders.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            order,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            let _ = self.order.send(());
            handle.join().unwrap();
        }
    }
}

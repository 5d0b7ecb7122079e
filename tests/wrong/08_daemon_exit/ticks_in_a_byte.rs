//! kind: wrong_output
//! The ticks are counted in a byte, so a daemon of 300 ticks prints 44 lines.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks as u8 { //~
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker(Option<Sender<()>>, Option<JoinHandle<()>>);

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = channel();
        let thread = thread::spawn(move || {
            let mut number = 0u64;
            loop {
                println!("Working... {number}");
                number += 1;
                if receiver.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker(Some(sender), Some(thread))
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.0 = None;
        if let Some(thread) = self.1.take() {
            let _ = thread.join();
        }
    }
}

//! kind: deadlock
//! `stop` meets the thread at a barrier of two, and then `drop` goes to the same barrier: the thread has long gone,
//! and nobody else comes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Barrier};
use std::thread;
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
    sender: Sender<()>,
    told: AtomicBool,
    end: Arc<Barrier>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = channel();
        let end = Arc::new(Barrier::new(2));
        let thread_end = end.clone();
        thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {number}");
                number += 1;
                if receiver.recv_timeout(period).is_ok() {
                    break;
                }
            }
            println!("Cleaned up");
            thread_end.wait();
        });
        Worker {
            sender,
            told: AtomicBool::new(false),
            end,
        }
    }

    pub fn stop(self) {
        self.tell();
        self.end.wait();
    }

    fn tell(&self) {
        // The order is given only once: nobody listens to a second one.
        if !self.told.swap(true, Ordering::SeqCst) {
            self.sender.send(()).unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.tell();
        self.end.wait(); //~
    }
}

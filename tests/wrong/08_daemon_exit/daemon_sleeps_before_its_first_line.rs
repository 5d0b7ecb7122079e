//! kind: wrong_output
//! The daemon sleeps first and prints then, so its first line comes after a second instead of at once, and one is
//! missing at 2.5 s.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        let mut i = 0;
        while i < ticks {
            thread::sleep(Duration::from_secs(1)); //~
            println!("Working... {i}");
            i += 1;
        }
    });
}

pub struct Worker {
    tx: Option<mpsc::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (tx, rx) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            let mut i = 0;
            println!("Working... {i}");
            while rx.recv_timeout(period) == Err(mpsc::RecvTimeoutError::Timeout) {
                i += 1;
                println!("Working... {i}");
            }
            println!("Cleaned up");
        });
        Worker {
            tx: Some(tx),
            thread: Some(thread),
        }
    }

    pub fn stop(mut self) {
        self.close();
    }

    fn close(&mut self) {
        self.tx = None;
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.close();
    }
}

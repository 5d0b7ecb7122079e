//! kind: wrong_output
//! Stopping a worker sets one quit flag that the daemons look at as well, so they end before their ticks are printed.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

static QUIT: AtomicBool = AtomicBool::new(false);

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            if QUIT.load(Ordering::SeqCst) { //~
                return;
            }
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
        QUIT.store(true, Ordering::SeqCst); //~
        self.0 = None;
        if let Some(thread) = self.1.take() {
            let _ = thread.join();
        }
    }
}

//! kind: busy_wait
//! Sleeping is inexact, so it wakes a millisecond before the period is over and asks for the time until it is: busy-waiting.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::time::Instant;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for i in 0..ticks {
            println!("Working... {i}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    stop: Sender<()>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (stop, told) = mpsc::channel();
        let handle = thread::spawn(move || {
            for number in 0.. {
                println!("Working... {number}");
                let due = Instant::now() + period;
                let mut news = told.recv_timeout(period.saturating_sub(Duration::from_millis(1)));
                while news == Err(RecvTimeoutError::Timeout) && Instant::now() < due { //~
                    std::hint::spin_loop(); //~
                    news = told.recv_timeout(Duration::ZERO); //~
                }
                if news != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            stop,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.stop.send(()).unwrap();
            handle.join().unwrap();
        }
    }
}

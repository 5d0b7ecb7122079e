//! kind: wrong_output
//! After every wait a number is printed, and only then is the result looked at: the order to stop, too, makes one
//! more number come, before its time.

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
    tell: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (tell, told) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            println!("Working... 0");
            let mut number = 1;
            loop {
                let result = told.recv_timeout(period);
                println!("Working... {number}"); //~
                number += 1;
                if let Err(RecvTimeoutError::Disconnected) = result {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            tell: Some(tell),
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.tell.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

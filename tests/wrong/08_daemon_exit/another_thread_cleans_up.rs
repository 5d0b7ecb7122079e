//! kind: wrong_threads
//! "Cleaned up" comes in time, but from a third thread that the worker's thread starts; it should print that itself.

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
    stop: Sender<()>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (stop, told) = mpsc::channel();
        let handle = thread::spawn(move || {
            for number in 0.. {
                println!("Working... {number}");
                if told.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            thread::spawn(|| println!("Cleaned up")).join().unwrap(); //~
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

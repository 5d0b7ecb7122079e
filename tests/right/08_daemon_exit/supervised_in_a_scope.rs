//! A supervisor thread runs the working thread in a scope and so waits for it; the owner waits for the supervisor.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::Builder::new().spawn(move || tick_tock(0, ticks)).unwrap();
}

fn tick_tock(from: u32, to: u32) {
    if from < to {
        println!("Working... {from}");
        thread::sleep(Duration::from_secs(1));
        tick_tock(from + 1, to);
    }
}

pub struct Worker {
    supervisor: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::channel();
        let supervisor = thread::spawn(move || {
            thread::scope(|scope| {
                scope.spawn(|| {
                    let receiver = receiver;
                    let mut number = 0u64;
                    let ending = loop {
                        println!("Working... {number}");
                        number += 1;
                        match receiver.recv_timeout(period) {
                            Err(RecvTimeoutError::Timeout) => {}
                            Err(RecvTimeoutError::Disconnected) | Ok(()) => break "Cleaned up",
                        }
                    };
                    println!("{ending}");
                });
            });
        });
        Worker {
            supervisor: Some((sender, supervisor)),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some((sender, supervisor)) = self.supervisor.take() {
            drop(sender);
            let _ = supervisor.join();
        }
    }
}

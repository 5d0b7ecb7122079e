//! kind: wrong_output
//! The thread cleans up when it is told to and does not leave its loop, so it cleans up again when the channel is
//! hung up: after `stop`, "Cleaned up" is there twice.

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

enum Command {
    Stop,
}

pub struct Worker {
    commands: Option<Sender<Command>>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (commands, inbox) = mpsc::channel();
        let handle = thread::spawn(move || {
            let mut number = 0u64;
            println!("Working... {number}");
            loop {
                match inbox.recv_timeout(period) {
                    Ok(Command::Stop) => println!("Cleaned up"), //~
                    Err(RecvTimeoutError::Timeout) => {
                        number += 1;
                        println!("Working... {number}");
                    }
                    Err(RecvTimeoutError::Disconnected) => {
                        println!("Cleaned up"); //~
                        return;
                    }
                }
            }
        });
        Worker {
            commands: Some(commands),
            handle: Some(handle),
        }
    }

    pub fn stop(self) {
        if let Some(commands) = &self.commands {
            commands.send(Command::Stop).unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.commands = None;
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

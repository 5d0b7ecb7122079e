//! kind: panicked
//! `stop` sends the order and joins; then `drop` sends it again, to a thread that is gone with its receiver, and
//! unwraps the error.

use std::sync::mpsc;
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

enum Message {
    Quit,
}

pub struct Worker {
    messages: mpsc::Sender<Message>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (messages, mailbox) = mpsc::channel();
        let handle = thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {number}");
                number += 1;
                if let Ok(Message::Quit) = mailbox.recv_timeout(period) {
                    println!("Cleaned up");
                    break;
                }
            }
        });
        Worker {
            messages,
            handle: Some(handle),
        }
    }

    pub fn stop(mut self) {
        self.quit();
    }

    fn quit(&mut self) {
        self.messages.send(Message::Quit).unwrap(); //~
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.quit();
    }
}

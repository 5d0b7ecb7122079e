//! A second thread only sleeps and says when a period is over. When the worker has been stopped it may sleep on, for the rest of the period;
//! then it finds nobody who listens, and ends.

use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

enum Message {
    Tick,
    Stop,
}

pub fn start_daemon(ticks: u32) {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for number in receiver {
            println!("Working... {number}");
        }
    });
    thread::spawn(move || {
        for number in 0..ticks {
            if sender.send(number).is_err() {
                return;
            }
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    inbox: Sender<Message>,
    printer: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (inbox, messages) = mpsc::channel();
        let ticks = inbox.clone();
        let printer = thread::spawn(move || {
            println!("Working... 0");
            thread::spawn(move || {
                loop {
                    thread::sleep(period);
                    if ticks.send(Message::Tick).is_err() {
                        break;
                    }
                }
            });
            let mut number = 1;
            while let Ok(Message::Tick) = messages.recv() {
                println!("Working... {number}");
                number += 1;
            }
            println!("Cleaned up");
        });
        Worker {
            inbox,
            printer: Some(printer),
        }
    }

    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        if let Some(printer) = self.printer.take() {
            let _ = self.inbox.send(Message::Stop);
            printer.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.finish();
    }
}

//! kind: wrong_output
//! The daemon's numbers begin with 1, where the text says "Working... 0".

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        (1..=ticks).for_each(|tick| {
            println!("Working... {tick}"); //~
            thread::sleep(Duration::from_secs(1));
        });
    });
}

pub struct Worker {
    ends: Option<(Sender<()>, Receiver<()>)>,
}

impl Worker {
    pub fn start(period: Duration) -> Self {
        let (stop, stopped) = mpsc::channel();
        let (finish, finished) = mpsc::channel();
        thread::spawn(move || {
            for number in 0u64.. {
                println!("Working... {number}");
                if stopped.recv_timeout(period).is_ok() {
                    break;
                }
            }
            println!("Cleaned up");
            finish.send(()).unwrap();
        });
        Self {
            ends: Some((stop, finished)),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some((stop, finished)) = self.ends.take() {
            stop.send(()).unwrap();
            finished.recv().unwrap();
        }
    }
}

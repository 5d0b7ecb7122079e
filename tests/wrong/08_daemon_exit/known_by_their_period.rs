//! kind: wrong_output
//! The lines to the threads are kept in a map by period: a second worker with the same period hangs up on the first
//! one.
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

static LINES: Mutex<BTreeMap<Duration, Sender<()>>> = Mutex::new(BTreeMap::new());

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for n in 0..ticks {
            println!("Working... {n}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    period: Duration,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::channel::<()>();
        LINES.lock().unwrap().insert(period, sender);
        let thread = thread::spawn(move || {
            let mut n = 0_u64;
            loop {
                println!("Working... {n}");
                n += 1;
                if receiver.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            period,
            thread: Some(thread),
        }
    }

    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        if let Some(thread) = self.thread.take() {
            LINES.lock().unwrap().remove(&self.period);
            let _ = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

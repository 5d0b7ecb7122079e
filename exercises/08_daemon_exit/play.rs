//! A program with a mistake in it, for `checker play daemon_exit`. Which thread must go on when, so that it shows?
//!
//! It does only what the game needs, a thread that is told to stop: there is nothing in it to copy.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(_ticks: u32) {}

#[derive(Default)]
struct Bell {
    rung: AtomicBool,
    gate: Mutex<()>,
    sound: Condvar,
}

pub struct Worker {
    bell: Arc<Bell>,
    thread: JoinHandle<()>,
}

impl Worker {
    pub fn start(_period: Duration) -> Worker {
        let bell = Arc::new(Bell::default());
        let heard = Arc::clone(&bell);
        let thread = thread::spawn(move || {
            let gate = heard.gate.lock().unwrap();
            drop(heard.sound.wait_while(gate, |()| !heard.rung.load(Ordering::SeqCst)));
        });
        Worker { bell, thread }
    }

    pub fn stop(self) {
        self.bell.rung.store(true, Ordering::SeqCst);
        self.bell.sound.notify_one();
        self.thread.join().unwrap();
    }
}

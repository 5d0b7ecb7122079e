//! A program with a mistake in it, for `checker play daemon_exit`. Which thread must go on when, so that it shows?

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
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

#[derive(Default)]
struct Signal {
    stopped: AtomicBool,
    gate: Mutex<()>,
    changed: Condvar,
}

impl Signal {
    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    fn pause(&self, period: Duration) {
        let guard = self.gate.lock().unwrap();
        let asleep = self.changed.wait_timeout_while(guard, period, |()| !self.is_stopped());
        drop(asleep);
    }
}

pub struct Worker {
    signal: Arc<Signal>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let signal = Arc::new(Signal::default());
        let own = Arc::clone(&signal);
        let thread = thread::spawn(move || {
            let mut number = 0;
            while !own.is_stopped() {
                println!("Working... {number}");
                number += 1;
                own.pause(period);
            }
            println!("Cleaned up");
        });
        Worker {
            signal,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.signal.stopped.store(true, Ordering::SeqCst);
        self.signal.changed.notify_one();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

//! A program with a mistake in it, for `checker play daemon_exit`. Which thread must go on when, so that it shows?
//!
//! It goes about the task in a roundabout way, with threads that start threads and a clock beside the worker: there is
//! nothing in it to copy.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || tick(0, ticks));
}

fn tick(number: u32, ticks: u32) {
    if number < ticks {
        println!("Working... {number}");
        thread::sleep(Duration::from_secs(1));
        thread::spawn(move || tick(number + 1, ticks));
    }
}

#[derive(Default)]
struct Bell {
    periods: AtomicU32,
    rung: AtomicBool,
    gate: Mutex<()>,
    sound: Condvar,
}

pub struct Worker {
    bell: Arc<Bell>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let bell = Arc::new(Bell::default());
        let clock = Arc::clone(&bell);
        thread::spawn(move || {
            while !clock.rung.load(Ordering::SeqCst) {
                thread::sleep(period);
                clock.periods.fetch_add(1, Ordering::SeqCst);
                clock.sound.notify_one();
            }
        });
        let heard = Arc::clone(&bell);
        let thread = thread::spawn(move || {
            let mut next = 0;
            while !heard.rung.load(Ordering::SeqCst) {
                if next <= heard.periods.load(Ordering::SeqCst) {
                    println!("Working... {next}");
                    next += 1;
                } else {
                    let gate = heard.gate.lock().unwrap();
                    drop(heard.sound.wait(gate).unwrap());
                }
            }
            println!("Cleaned up");
        });
        Worker { bell, thread: Some(thread) }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.bell.rung.store(true, Ordering::SeqCst);
        self.bell.sound.notify_one();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

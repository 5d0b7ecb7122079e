//! kind: wrong_output
//! After a spurious wake-up the rest of the period is slept, but once: `park_timeout` may return for no reason again, and then
//! the number comes early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for i in 0..ticks {
            println!("Working... {i}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

fn run(stop: &AtomicBool, period: Duration) {
    let mut i = 0;
    while !stop.load(Ordering::SeqCst) {
        println!("Working... {i}");
        i += 1;
        let due = Instant::now() + period;
        thread::park_timeout(period);
        let left = due.saturating_duration_since(Instant::now());
        if !left.is_zero() && !stop.load(Ordering::SeqCst) { //~
            thread::park_timeout(left); //~
        }
    }
    println!("Cleaned up");
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let stop = Arc::clone(&stop);
            move || run(&stop, period)
        });
        Worker {
            stop,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.stop.store(true, Ordering::SeqCst);
            thread.thread().unpark();
            thread.join().unwrap();
        }
    }
}

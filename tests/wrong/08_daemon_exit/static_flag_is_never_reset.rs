//! kind: wrong_output
//! All workers share one static flag that stays set: once one worker has been stopped, every other one stops, too,
//! untold.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

static STOP: AtomicBool = AtomicBool::new(false); //~

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    thread: Option<JoinHandle<()>>,
}

fn stopped_before(deadline: Instant) -> bool {
    loop {
        if STOP.load(Ordering::SeqCst) {
            return true;
        }
        match deadline.checked_duration_since(Instant::now()) {
            Some(left) if left > Duration::ZERO => thread::park_timeout(left),
            _ => return false,
        }
    }
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let thread = thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {number}");
                if stopped_before(Instant::now() + period) {
                    break;
                }
                number += 1;
            }
            println!("Cleaned up");
        });
        Worker { thread: Some(thread) }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            STOP.store(true, Ordering::SeqCst); //~
            thread.thread().unpark();
            thread.join().unwrap();
        }
    }
}

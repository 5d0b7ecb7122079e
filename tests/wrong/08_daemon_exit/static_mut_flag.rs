//! kind: forbidden
//! The flag is a `static mut`, which two threads read and write behind the compiler's back, in `unsafe` blocks.

use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

static mut STOP: bool = false;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

fn told_to_stop() -> bool {
    unsafe { STOP } //~
}

pub struct Worker {
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let handle = thread::spawn(move || {
            let mut number = 0;
            let mut due = Instant::now();
            while !told_to_stop() {
                let now = Instant::now();
                if now >= due {
                    println!("Working... {number}");
                    number += 1;
                    due = Instant::now() + period;
                } else {
                    thread::park_timeout(due - now);
                }
            }
            println!("Cleaned up");
        });
        Worker { handle: Some(handle) }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        unsafe { STOP = true }; //~
        if let Some(handle) = self.handle.take() {
            handle.thread().unpark();
            handle.join().unwrap();
        }
    }
}

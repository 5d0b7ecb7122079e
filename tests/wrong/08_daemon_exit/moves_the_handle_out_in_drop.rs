//! kind: does_not_compile
//! `join` needs the handle itself, and `drop` has only `&mut self`: the handle cannot be moved out of a field like
//! that.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    stop: Arc<AtomicBool>,
    handle: JoinHandle<()>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&stop);
        let handle = thread::spawn(move || {
            let mut number = 0;
            let mut due = Instant::now();
            while !seen.load(Ordering::SeqCst) {
                match due.checked_duration_since(Instant::now()) {
                    Some(left) if !left.is_zero() => thread::park_timeout(left),
                    _ => {
                        println!("Working... {number}");
                        number += 1;
                        due = Instant::now() + period;
                    }
                }
            }
            println!("Cleaned up");
        });
        Worker { stop, handle }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        self.handle.thread().unpark();
        self.handle.join().unwrap(); //~
    }
}

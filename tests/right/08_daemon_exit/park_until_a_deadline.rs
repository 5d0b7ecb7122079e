//! An `AtomicBool` with `park_timeout` and `unpark`; the loop asks the flag first and then the clock, whatever the wake-up was.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{JoinHandle, park_timeout, spawn};
use std::time::{Duration, Instant};

const SECOND: Duration = Duration::from_secs(1);

pub fn start_daemon(ticks: u32) {
    let _detached = spawn(move || {
        let mut tick = 0;
        while tick != ticks {
            println!("Working... {tick}");
            tick += 1;
            let due = Instant::now() + SECOND;
            while let Some(left) = due
                .checked_duration_since(Instant::now())
                .filter(|left| !left.is_zero())
            {
                park_timeout(left);
            }
        }
    });
}

pub struct Worker {
    stopping: Arc<AtomicBool>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Self {
        let stopping = Arc::new(AtomicBool::new(false));
        let seen = stopping.clone();
        let handle = spawn(move || {
            let mut number = 0_usize;
            while !seen.load(Ordering::SeqCst) {
                println!("Working... {number}");
                number += 1;
                let due = Instant::now() + period;
                while !seen.load(Ordering::SeqCst) {
                    let now = Instant::now();
                    if now >= due {
                        break;
                    }
                    park_timeout(due - now);
                }
            }
            println!("Cleaned up");
        });
        Self {
            stopping,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {
        drop(self)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let Some(handle) = self.handle.take() else { return };
        self.stopping.store(true, Ordering::SeqCst);
        handle.thread().unpark();
        handle.join().expect("the worker does not panic");
    }
}

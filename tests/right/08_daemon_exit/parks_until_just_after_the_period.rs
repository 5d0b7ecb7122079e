//! Worker and daemon wait in `park_timeout` until more than a period has gone by, `<=` and not `<`: a nanosecond late is not early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            let printed = Instant::now();
            while printed.elapsed() <= Duration::from_secs(1) {
                thread::park_timeout(Duration::from_secs(1).saturating_sub(printed.elapsed()));
            }
        }
    });
}

pub struct Worker {
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let over = Arc::new(AtomicBool::new(false));
        let theirs = Arc::clone(&over);
        let thread = thread::spawn(move || {
            let mut number = 0_u64;
            'working: while !theirs.load(Ordering::Acquire) {
                println!("Working... {number}");
                number += 1;
                let printed = Instant::now();
                while printed.elapsed() <= period {
                    if theirs.load(Ordering::Acquire) {
                        break 'working;
                    }
                    thread::park_timeout(period.saturating_sub(printed.elapsed()));
                }
            }
            println!("Cleaned up");
        });
        Worker {
            over,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Release);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            thread.join().unwrap();
        }
    }
}

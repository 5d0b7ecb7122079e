//! kind: wrong_output
//! The range includes its end: `ticks` is the number of lines and not the last number, so one line too many comes
//! out.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..=ticks {
            println!("Working... {tick}"); //~
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    done: Arc<AtomicBool>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let done = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&done);
        let handle = thread::spawn(move || {
            let mut count = 0u64;
            let mut next = Instant::now();
            while !flag.load(Ordering::SeqCst) {
                let now = Instant::now();
                if now < next {
                    thread::park_timeout(next - now);
                } else {
                    println!("Working... {count}");
                    count += 1;
                    next = Instant::now() + period;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            done,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {
        drop(self)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.done.store(true, Ordering::SeqCst);
        if let Some(handle) = self.handle.take() {
            handle.thread().unpark();
            handle.join().unwrap();
        }
    }
}

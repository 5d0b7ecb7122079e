//! kind: wrong_output
//! Told is who has a number up to the highest that was stopped: stopping a younger worker ends the older ones, too.
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

static BORN: AtomicU64 = AtomicU64::new(0);
static STOPPED_UP_TO: AtomicU64 = AtomicU64::new(0);

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for n in 0..ticks {
            println!("Working... {n}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    number: u64,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let number = BORN.fetch_add(1, Ordering::SeqCst) + 1;
        let thread = thread::spawn(move || {
            let mut n = 0_u64;
            let mut due = Instant::now();
            while number > STOPPED_UP_TO.load(Ordering::SeqCst) {
                let left = due.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    println!("Working... {n}");
                    n += 1;
                    due += period;
                } else {
                    thread::park_timeout(left);
                }
            }
            println!("Cleaned up");
        });
        Worker {
            number,
            thread: Some(thread),
        }
    }

    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        STOPPED_UP_TO.fetch_max(self.number, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

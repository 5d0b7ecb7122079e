//! A `OnceLock<()>` that is filled once is the order to stop; the thread parks until its deadline or until the order is there.

use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    let body = move || {
        let mut ticks = 0..ticks;
        if let Some(first) = ticks.next() {
            println!("Working... {first}");
        }
        for tick in ticks {
            thread::sleep(Duration::from_secs(1));
            println!("Working... {tick}");
        }
    };
    drop(thread::spawn(body));
}

pub struct Worker {
    stop: Arc<OnceLock<()>>,
    thread: Option<JoinHandle<()>>,
}

fn run(period: Duration, stop: &OnceLock<()>) {
    let mut number = 0u64;
    let mut due = Instant::now();
    while stop.get().is_none() {
        let now = Instant::now();
        if now < due {
            thread::park_timeout(due.duration_since(now));
            continue;
        }
        println!("Working... {number}");
        number += 1;
        // Counted from the line just printed, not from when it was due: a late number must not make the next one early.
        due = Instant::now() + period;
    }
    println!("Cleaned up");
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(OnceLock::new());
        let order = Arc::clone(&stop);
        Worker {
            stop,
            thread: Some(thread::spawn(move || run(period, &order))),
        }
    }

    pub fn stop(self) {
        std::mem::drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.stop.set(());
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}

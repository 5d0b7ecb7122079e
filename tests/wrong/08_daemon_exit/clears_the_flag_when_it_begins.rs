//! kind: did_not_finish
//! The thread clears the flag when it begins. Told to stop before that, it forgets the order, goes on and on, and
//! `stop` never returns.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
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

#[derive(Default)]
pub struct Worker {
    stop: Arc<AtomicBool>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let mut worker = Worker::default();
        let stop = Arc::clone(&worker.stop);
        worker.handle = Some(thread::spawn(move || {
            stop.store(false, SeqCst); //~
            let mut number = 0;
            let mut due = Instant::now();
            while !stop.load(SeqCst) {
                let left = due.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    println!("Working... {number}");
                    number += 1;
                    due = Instant::now() + period;
                } else {
                    thread::park_timeout(left);
                }
            }
            println!("Cleaned up");
        }));
        worker
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.stop.store(true, SeqCst);
            handle.thread().unpark();
            handle.join().unwrap();
        }
    }
}

//! kind: too_slow
//! The worker sleeps through its period, deaf to everything, and looks at the flag afterwards: stopping takes the
//! rest of the period.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for i in 0..ticks {
            println!("Working... {i}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    running: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let running = Arc::new(AtomicBool::new(true));
        let r = running.clone();
        let thread = thread::spawn(move || {
            let mut i = 0;
            while r.load(Ordering::SeqCst) {
                println!("Working... {i}");
                i += 1;
                thread::sleep(period); //~
            }
            println!("Cleaned up");
        });
        Worker {
            running,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {
        // Drop does it.
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.running.store(false, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

//! kind: busy_wait
//! The thread spends its period asking the clock and the flag again and again, and keeps a processor busy with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
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
    quit: Arc<AtomicBool>,
    handle: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let quit = Arc::new(AtomicBool::new(false));
        let quit_thread = Arc::clone(&quit);
        let handle = Some(thread::spawn(move || {
            let mut counter = 0;
            while !quit_thread.load(Ordering::Acquire) {
                println!("Working... {counter}");
                counter += 1;
                let last = Instant::now();
                while last.elapsed() < period && !quit_thread.load(Ordering::Acquire) {} //~
            }
            println!("Cleaned up");
        }));
        Worker { quit, handle }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.quit.store(true, Ordering::Release);
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

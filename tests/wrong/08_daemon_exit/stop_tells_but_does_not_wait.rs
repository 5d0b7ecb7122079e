//! kind: not_joined
//! `stop` tells the thread to stop and lets go of its handle, which detaches it: "Cleaned up" may come after `stop`
//! has returned.

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
    stop: Arc<AtomicBool>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(AtomicBool::new(false));
        let stop_clone = stop.clone();
        let thread = thread::spawn(move || {
            let mut number = 0;
            'outer: loop {
                println!("Working... {number}");
                let printed = Instant::now();
                loop {
                    if stop_clone.load(Ordering::SeqCst) {
                        break 'outer;
                    }
                    match period.checked_sub(printed.elapsed()) {
                        Some(rest) if !rest.is_zero() => thread::park_timeout(rest),
                        _ => break,
                    }
                }
                number += 1;
            }
            println!("Cleaned up");
        });
        Worker {
            stop,
            thread: Some(thread),
        }
    }

    pub fn stop(mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark(); //~
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            thread.join().unwrap();
        }
    }
}

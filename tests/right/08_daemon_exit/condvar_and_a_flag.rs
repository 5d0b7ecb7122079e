//! A `Mutex<bool>` and a `Condvar` in one `Arc`; `wait_timeout_while` looks after spurious wake-ups and the rest of the period.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            if tick > 0 {
                thread::sleep(Duration::from_secs(1));
            }
            println!("Working... {tick}");
        }
    });
}

pub struct Worker {
    told: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let told = Arc::new((Mutex::new(false), Condvar::new()));
        let told_too = Arc::clone(&told);
        let thread = thread::spawn(move || {
            let (flag, changed) = &*told_too;
            let mut number: u64 = 0;
            loop {
                println!("Working... {number}");
                let guard = flag.lock().unwrap();
                let (guard, _) = changed.wait_timeout_while(guard, period, |told| !*told).unwrap();
                if *guard {
                    break;
                }
                drop(guard);
                number += 1;
            }
            println!("Cleaned up");
        });
        Worker {
            told,
            thread: Some(thread),
        }
    }

    pub fn stop(mut self) {
        self.shut_down();
    }

    fn shut_down(&mut self) {
        if let Some(thread) = self.thread.take() {
            *self.told.0.lock().unwrap() = true;
            self.told.1.notify_one();
            thread.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shut_down();
    }
}

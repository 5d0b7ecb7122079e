//! kind: wrong_output
//! A wait that has ended for no reason is followed by another one for what is left of the period, and the result of that one is
//! thrown away. It may end for no reason, too.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for i in 0..ticks {
            println!("Working... {i}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    pair: Arc<(Mutex<bool>, Condvar)>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = Arc::clone(&pair);
        let handle = thread::spawn(move || {
            let (stop, bell) = &*theirs;
            let mut number = 0;
            let mut stopped = stop.lock().unwrap();
            while !*stopped {
                println!("Working... {number}");
                number += 1;
                let due = Instant::now() + period;
                let (guard, result) = bell.wait_timeout(stopped, period).unwrap();
                stopped = guard;
                if !*stopped && !result.timed_out() { //~
                    // Woken for no reason: sleep the rest.
                    let left = due.saturating_duration_since(Instant::now());
                    stopped = bell.wait_timeout(stopped, left).unwrap().0; //~
                }
            }
            println!("Cleaned up");
        });
        Worker {
            pair,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            *self.pair.0.lock().unwrap() = true;
            self.pair.1.notify_one();
            handle.join().unwrap();
        }
    }
}

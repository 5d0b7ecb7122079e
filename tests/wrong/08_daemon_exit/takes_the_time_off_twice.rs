//! kind: wrong_output
//! What is left of the period is counted from its beginning each time the worker wakes up: the second time, what had passed is taken off twice.
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
        let pair2 = Arc::clone(&pair);
        let handle = thread::spawn(move || {
            let (lock, cvar) = &*pair2;
            let mut number = 0;
            let mut stopped = lock.lock().unwrap();
            while !*stopped {
                println!("Working... {number}");
                number += 1;
                let begun = Instant::now();
                let mut left = period;
                while !*stopped && !left.is_zero() {
                    stopped = cvar.wait_timeout(stopped, left).unwrap().0;
                    left = left.saturating_sub(begun.elapsed()); //~
                }
            }
            println!("Cleaned up");
        });
        Worker { pair, handle: Some(handle) }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        let (lock, cvar) = &*self.pair;
        *lock.lock().unwrap() = true;
        cvar.notify_one();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

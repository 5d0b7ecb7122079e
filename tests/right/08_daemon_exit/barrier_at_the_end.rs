//! A two-party `Barrier` stands where others join: the thread arrives when it has cleaned up, the owner when it has told it to stop.

use std::sync::{Arc, Barrier, Condvar, Mutex};
use std::thread;
use std::time::Duration;

struct Shared {
    told: Mutex<bool>,
    bell: Condvar,
    end: Barrier,
}

pub fn start_daemon(ticks: u32) {
    let mut remaining = 0..ticks;
    thread::spawn(move || {
        while let Some(tick) = remaining.next() {
            println!("Working... {tick}");
            if !remaining.is_empty() {
                thread::sleep(Duration::from_secs(1));
            }
        }
    });
}

pub struct Worker {
    shared: Arc<Shared>,
    over: bool,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let shared = Arc::new(Shared {
            told: Mutex::new(false),
            bell: Condvar::new(),
            end: Barrier::new(2),
        });
        let theirs = shared.clone();
        thread::spawn(move || {
            let mut number = 0;
            while !*theirs.told.lock().unwrap() {
                println!("Working... {number}");
                number += 1;
                let told = theirs.told.lock().unwrap();
                drop(theirs.bell.wait_timeout_while(told, period, |told| !*told).unwrap());
            }
            println!("Cleaned up");
            theirs.end.wait();
        });
        Worker { shared, over: false }
    }

    pub fn stop(mut self) {
        self.end();
    }

    fn end(&mut self) {
        // The barrier lets two pass and then waits for two more, so it may be used only once.
        if !std::mem::replace(&mut self.over, true) {
            *self.shared.told.lock().unwrap() = true;
            self.shared.bell.notify_all();
            self.shared.end.wait();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

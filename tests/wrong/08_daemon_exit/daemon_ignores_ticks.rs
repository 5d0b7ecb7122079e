//! kind: wrong_output
//! The daemon never looks at `ticks`: as long as the program lives, it goes on printing, more lines than were asked
//! for.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{JoinHandle, sleep, spawn};
use std::time::Duration;

pub fn start_daemon(_ticks: u32) {
    spawn(|| {
        let mut tick = 0u32;
        loop {
            println!("Working... {tick}"); //~
            sleep(Duration::from_secs(1));
            tick += 1;
        }
    });
}

struct Shared {
    stop: Mutex<bool>,
    wake: Condvar,
}

pub struct Worker {
    shared: Arc<Shared>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let shared = Arc::new(Shared {
            stop: Mutex::new(false),
            wake: Condvar::new(),
        });
        let handle = spawn({
            let shared = shared.clone();
            move || {
                let mut number = 0u32;
                while !*shared.stop.lock().unwrap() {
                    println!("Working... {number}");
                    number += 1;
                    let stop = shared.stop.lock().unwrap();
                    let _woken = shared.wake.wait_timeout_while(stop, period, |stop| !*stop).unwrap();
                }
                println!("Cleaned up");
            }
        });
        Worker {
            shared,
            handle: Some(handle),
        }
    }

    pub fn stop(mut self) {
        self.end()
    }

    fn end(&mut self) {
        if let Some(handle) = self.handle.take() {
            *self.shared.stop.lock().unwrap() = true;
            self.shared.wake.notify_one();
            handle.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end()
    }
}

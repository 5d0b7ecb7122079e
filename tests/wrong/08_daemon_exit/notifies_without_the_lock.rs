//! kind: lost_wakeup
//! The flag is an atomic beside the lock, set and notified without holding it: between the thread's look at the flag
//! and its wait, the notify wakes nobody, and the thread sleeps out its period.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

#[derive(Default)]
struct Control {
    stop: AtomicBool,
    lock: Mutex<()>,
    wake: Condvar,
}

pub struct Worker {
    control: Arc<Control>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let control = Arc::new(Control::default());
        let c = Arc::clone(&control);
        let handle = thread::spawn(move || {
            let mut number = 0;
            while !c.stop.load(Ordering::SeqCst) {
                println!("Working... {number}");
                number += 1;
                let guard = c.lock.lock().unwrap();
                let _ = c
                    .wake
                    .wait_timeout_while(guard, period, |()| !c.stop.load(Ordering::SeqCst))
                    .unwrap();
            }
            println!("Cleaned up");
        });
        Worker {
            control,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.control.stop.store(true, Ordering::SeqCst);
        self.control.wake.notify_all(); //~
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

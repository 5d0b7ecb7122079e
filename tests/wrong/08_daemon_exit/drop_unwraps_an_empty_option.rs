//! kind: panicked
//! `stop` takes the handle out of its `Option`; then `drop` runs as well, finds it empty and unwraps it.

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

pub struct Worker {
    shared: Arc<Shared>,
    handle: Option<JoinHandle<()>>,
}

struct Shared {
    stop: Mutex<bool>,
    cond: Condvar,
}

impl Shared {
    fn work(&self, period: Duration) {
        let mut i = 0;
        let mut stop = self.stop.lock().unwrap();
        while !*stop {
            println!("Working... {i}");
            i += 1;
            stop = self.cond.wait_timeout_while(stop, period, |stop| !*stop).unwrap().0;
        }
        println!("Cleaned up");
    }
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let shared = Arc::new(Shared {
            stop: Mutex::new(false),
            cond: Condvar::new(),
        });
        let thread_shared = Arc::clone(&shared);
        let handle = thread::spawn(move || thread_shared.work(period));
        Worker {
            shared,
            handle: Some(handle),
        }
    }

    fn tell(&self) {
        *self.shared.stop.lock().unwrap() = true;
        self.shared.cond.notify_one();
    }

    pub fn stop(mut self) {
        self.tell();
        self.handle.take().unwrap().join().unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.tell();
        self.handle.take().unwrap().join().unwrap(); //~
    }
}

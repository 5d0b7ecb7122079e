//! kind: not_joined
//! Only `stop` ends the thread. A worker that merely goes out of scope leaves its thread running, told nothing and
//! waited for by nobody.

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
    stop: Arc<(Mutex<bool>, Condvar)>,
    handle: JoinHandle<()>,
}

fn run((stop, changed): &(Mutex<bool>, Condvar), period: Duration) {
    let mut number = 0;
    loop {
        println!("Working... {number}");
        number += 1;
        let guard = stop.lock().unwrap();
        let (guard, timeout) = changed.wait_timeout_while(guard, period, |stop| !*stop).unwrap();
        drop(guard);
        if !timeout.timed_out() {
            break;
        }
    }
    println!("Cleaned up");
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let shared = Arc::clone(&stop);
        let handle = thread::spawn(move || run(&shared, period)); //~
        Worker { stop, handle }
    }

    pub fn stop(self) {
        *self.stop.0.lock().unwrap() = true;
        self.stop.1.notify_one();
        self.handle.join().unwrap();
    }
}

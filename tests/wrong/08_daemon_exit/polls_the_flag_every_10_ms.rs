//! kind: too_slow
//! The period is cut into naps of 10 ms with a look at the flag after each: an order is heard up to 10 ms late.

use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const NAP: Duration = Duration::from_millis(10);

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    stop: Arc<Mutex<bool>>,
    handle: Option<JoinHandle<()>>,
}

fn told_to_stop_within(period: Duration, stop: &Mutex<bool>) -> bool {
    let end = Instant::now() + period;
    loop {
        if *stop.lock().unwrap() {
            return true;
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        thread::sleep(left.min(NAP)); //~
    }
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(Mutex::new(false));
        let handle = thread::spawn({
            let stop = Arc::clone(&stop);
            move || {
                let mut number = 0;
                println!("Working... {number}");
                while !told_to_stop_within(period, &stop) {
                    number += 1;
                    println!("Working... {number}");
                }
                println!("Cleaned up");
            }
        });
        Worker {
            stop,
            handle: Some(handle),
        }
    }

    pub fn stop(mut self) {
        self.stop_and_join();
    }

    fn stop_and_join(&mut self) {
        *self.stop.lock().unwrap() = true;
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop_and_join();
    }
}

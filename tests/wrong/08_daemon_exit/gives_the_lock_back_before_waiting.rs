//! kind: lost_wakeup
//! The look at the flag and the wait are two separate critical sections. A stop that comes between them notifies
//! nobody, and the thread sleeps until its period is over.

use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for n in 0..ticks {
            if n != 0 {
                thread::sleep(Duration::from_secs(1));
            }
            println!("Working... {n}");
        }
    });
}

pub struct Worker {
    pair: Arc<(Mutex<bool>, Condvar)>,
    join: Option<JoinHandle<()>>,
}

fn stopped_during(period: Duration, stop: &Mutex<bool>, cv: &Condvar) -> bool {
    let deadline = Instant::now() + period;
    loop {
        let told = *stop.lock().unwrap(); //~
        if told {
            return true;
        }
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return false;
        }
        drop(cv.wait_timeout(stop.lock().unwrap(), left).unwrap()); //~
    }
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let pair = Arc::new((Mutex::new(false), Condvar::new()));
        let theirs = pair.clone();
        let join = thread::spawn(move || {
            let mut n = 0;
            loop {
                println!("Working... {n}");
                n += 1;
                if stopped_during(period, &theirs.0, &theirs.1) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker { pair, join: Some(join) }
    }

    pub fn stop(mut self) {
        self.shutdown();
    }

    fn shutdown(&mut self) {
        if let Some(join) = self.join.take() {
            let (stop, cv) = &*self.pair;
            *stop.lock().unwrap() = true;
            cv.notify_one();
            join.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shutdown();
    }
}

//! kind: too_slow
//! The flag is set, but nobody notifies the condition variable: the thread finds the flag only when its period is
//! over.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    let _ = thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {}", tick);
            thread::sleep(Duration::from_secs(1));
        }
    });
}

struct Stop {
    flag: Mutex<bool>,
    condvar: Condvar,
}

impl Stop {
    fn set(&self) {
        let mut flag = self.flag.lock().unwrap();
        *flag = true; //~
    }

    /// Returns true if it was set before the period was over.
    fn wait(&self, period: Duration) -> bool {
        let flag = self.flag.lock().unwrap();
        let (flag, _) = self.condvar.wait_timeout_while(flag, period, |set| !*set).unwrap();
        *flag
    }
}

pub struct Worker {
    stop: Arc<Stop>,
    handle: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(Stop {
            flag: Mutex::new(false),
            condvar: Condvar::new(),
        });
        let his = Arc::clone(&stop);
        let handle = thread::spawn(move || {
            let mut number = 0;
            loop {
                println!("Working... {}", number);
                number += 1;
                if his.wait(period) {
                    println!("Cleaned up");
                    return;
                }
            }
        });
        Worker {
            stop,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {
        std::mem::drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.set();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

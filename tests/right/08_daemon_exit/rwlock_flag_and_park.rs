//! The order is a flag in an `RwLock`, the alarm clock is `park_timeout`, and the waiting is a method that answers "stop or go on?".

use std::sync::{Arc, RwLock};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone, Default)]
struct StopFlag(Arc<RwLock<bool>>);

impl StopFlag {
    fn raise(&self) {
        *self.0.write().unwrap() = true;
    }

    fn is_raised(&self) -> bool {
        *self.0.read().unwrap()
    }

    /// True as soon as the flag is raised, false when the whole period has gone by without that.
    fn raised_within(&self, period: Duration) -> bool {
        let start = Instant::now();
        loop {
            if self.is_raised() {
                return true;
            }
            match period.checked_sub(start.elapsed()) {
                None | Some(Duration::ZERO) => return false,
                Some(rest) => thread::park_timeout(rest),
            }
        }
    }
}

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        let mut tick = 0;
        loop {
            if tick == ticks {
                return;
            }
            println!("Working... {tick}");
            tick += 1;
            thread::sleep(Duration::new(1, 0));
        }
    });
}

pub struct Worker {
    flag: StopFlag,
    join: Option<Box<dyn FnOnce() + Send + Sync>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let flag = StopFlag::default();
        let watched = flag.clone();
        let handle = thread::spawn(move || {
            let mut number = 0u64;
            if !watched.is_raised() {
                println!("Working... {number}");
                while !watched.raised_within(period) {
                    number += 1;
                    println!("Working... {number}");
                }
            }
            println!("Cleaned up");
        });
        let join = move || {
            handle.thread().unpark();
            handle.join().unwrap();
        };
        Worker {
            flag,
            join: Some(Box::new(join)),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.flag.raise();
        if let Some(join) = self.join.take() {
            join();
        }
    }
}

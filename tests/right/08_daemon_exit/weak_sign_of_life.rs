//! The owner holds an `Arc` as a sign of life and the thread a `Weak`: when the owner's is gone, the thread cleans up.

use std::sync::{Arc, Weak};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        let second = Duration::from_secs(1);
        let mut next = 0;
        while next < ticks {
            println!("Working... {next}");
            next += 1;
            thread::sleep(second);
        }
    });
}

pub struct Worker {
    life: Option<Arc<()>>,
    thread: Option<JoinHandle<()>>,
}

fn work_while_wanted(period: Duration, life: Weak<()>) {
    let wanted = || life.upgrade().is_some();
    let mut number = 0u64;
    'work: while wanted() {
        println!("Working... {number}");
        let printed = Instant::now();
        while printed.elapsed() < period {
            thread::park_timeout(period.saturating_sub(printed.elapsed()));
            if !wanted() {
                break 'work;
            }
        }
        number += 1;
    }
    println!("Cleaned up");
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let life = Arc::new(());
        let sign = Arc::downgrade(&life);
        let thread = thread::spawn(move || work_while_wanted(period, sign));
        Worker {
            life: Some(life),
            thread: Some(thread),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.life.take());
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            thread.join().unwrap();
        }
    }
}

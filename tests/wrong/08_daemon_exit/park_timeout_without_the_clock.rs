//! kind: wrong_output
//! When `park_timeout` returns, the period is taken to be over. It may return for no reason, and then the next number
//! comes early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::Builder::new()
        .name("daemon".into())
        .spawn(move || {
            for tick in 0..ticks {
                println!("Working... {tick}");
                thread::sleep(Duration::from_secs(1));
            }
        })
        .unwrap();
}

pub struct Worker {
    stop: Arc<AtomicBool>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(AtomicBool::new(false));
        let flag = stop.clone();
        let handle = thread::Builder::new()
            .name("worker".into())
            .spawn(move || {
                for number in 0u64.. {
                    if flag.load(Ordering::Acquire) {
                        break;
                    }
                    println!("Working... {number}");
                    thread::park_timeout(period); //~
                }
                println!("Cleaned up");
            })
            .unwrap();
        Worker {
            stop,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(handle) = self.handle.take() {
            self.stop.store(true, Ordering::Release);
            handle.thread().unpark();
            handle.join().unwrap();
        }
    }
}

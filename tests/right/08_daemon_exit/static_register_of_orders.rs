//! One static register holds the numbers of all workers that were told to stop, and one static bell wakes all workers to look.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Condvar, LazyLock, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

static NEXT_WORKER: AtomicU64 = AtomicU64::new(0);
static TOLD: LazyLock<Mutex<BTreeSet<u64>>> = LazyLock::new(Mutex::default);
static BELL: Condvar = Condvar::new();

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for line in (0..ticks).map(|tick| format!("Working... {tick}")) {
            println!("{line}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    id: u64,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        // Only that no two workers get the same number matters, not the order of anything else.
        let id = NEXT_WORKER.fetch_add(1, Ordering::Relaxed);
        let thread = thread::spawn(move || {
            for number in 0u64.. {
                println!("Working... {number}");
                let told = TOLD.lock().unwrap();
                let (told, _) = BELL
                    .wait_timeout_while(told, period, |told| !told.contains(&id))
                    .unwrap();
                if told.contains(&id) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            id,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            TOLD.lock().unwrap().insert(self.id);
            // All workers wait for the same bell, so waking only one could wake the wrong one.
            BELL.notify_all();
            thread.join().unwrap();
            TOLD.lock().unwrap().remove(&self.id);
        }
    }
}

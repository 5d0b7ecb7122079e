//! kind: too_slow
//! All workers wait on one condition, and `notify_one` may wake another than the one that was told to stop: that one sleeps on
//! until its period is over.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

static NEXT_ID: AtomicUsize = AtomicUsize::new(1);
static ASKED_TO_STOP: Mutex<BTreeSet<usize>> = Mutex::new(BTreeSet::new());
static SOMEBODY_WAS_ASKED: Condvar = Condvar::new();

fn daemon_main(ticks: u32) {
    let mut i: u32 = 0;
    while i != ticks {
        println!("Working... {i}");
        i += 1;
        thread::sleep(Duration::new(1, 0));
    }
}

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || daemon_main(ticks));
}

/* 1: asked to stop. 0: the time is over. */
fn sleep_or_stop(id: usize, period: Duration) -> i32 {
    let end = Instant::now() + period;
    let mut asked = ASKED_TO_STOP.lock().unwrap();
    loop {
        if asked.contains(&id) {
            return 1;
        }
        let now = Instant::now();
        if now >= end {
            return 0;
        }
        asked = SOMEBODY_WAS_ASKED.wait_timeout(asked, end - now).unwrap().0;
    }
}

fn worker_main(id: usize, period: Duration) {
    let mut i: u64 = 0;
    loop {
        println!("Working... {i}");
        i += 1;
        if sleep_or_stop(id, period) != 0 {
            break;
        }
    }
    println!("Cleaned up");
}

pub struct Worker {
    id: usize,
    thread: Option<thread::JoinHandle<()>>,
}

fn worker_stop(w: &mut Worker) {
    let Some(thread) = w.thread.take() else { return };
    ASKED_TO_STOP.lock().unwrap().insert(w.id);
    SOMEBODY_WAS_ASKED.notify_one(); //~
    thread.join().unwrap();
    ASKED_TO_STOP.lock().unwrap().remove(&w.id);
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let id = NEXT_ID.fetch_add(1, Ordering::Relaxed);
        Worker {
            id,
            thread: Some(thread::spawn(move || worker_main(id, period))),
        }
    }

    pub fn stop(mut self) {
        worker_stop(&mut self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        worker_stop(self);
    }
}

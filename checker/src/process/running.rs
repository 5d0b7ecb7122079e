//! How many processes run that were started, so that the checker itself can end without leaving one behind.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Whether the checker is about to end, and how many processes it has started that have not.
static ENDING: AtomicBool = AtomicBool::new(false);
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Ends everything that was started, and waits until it is gone. Nothing is started any more.
#[cfg(unix)]
pub fn end_all() {
    // SeqCst here and in `Running`: either the count shows a process that is being started, or that one sees the flag.
    ENDING.store(true, Ordering::SeqCst);
    wait_for_all(Duration::from_secs(10));
}

/// Waits until nothing runs that was started; but not for longer than this.
pub fn wait_for_all(limit: Duration) {
    let start = Instant::now();
    while RUNNING.load(Ordering::SeqCst) > 0 && start.elapsed() < limit {
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Whether the checker is about to end, and every process with it.
pub fn is_ending() -> bool {
    ENDING.load(Ordering::SeqCst)
}

/// A process that counts as running.
pub struct Running;

impl Running {
    pub fn begin() -> Running {
        RUNNING.fetch_add(1, Ordering::SeqCst);
        Running
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
        if is_ending() {
            // Nobody must take its end for a result.
            loop {
                std::thread::park();
            }
        }
    }
}

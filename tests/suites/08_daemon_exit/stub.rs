//! Two background threads: a daemon that nobody waits for, and a worker that is told to stop, cleans up, and is waited for.
//! Replace every `todo!`; `cargo run -p daemon_exit` shows both.

use std::time::Duration;

/// Starts a background ("daemon") thread that prints "Working... 0", "Working... 1", ... once a second, `ticks` lines in all,
/// the first at once. Returns immediately; nobody waits for the thread, and it dies with the process.
pub fn start_daemon(ticks: u32) {
    todo!("start a thread that prints {ticks} lines, one a second, and leave it alone")
}

/// One background thread that is *not* a daemon.
pub struct Worker {
    // Yours: whatever it takes to tell the thread to stop, and to wait for it.
}

impl Worker {
    /// Starts a thread that prints "Working... 0" at once, then the next number after each `period` (never earlier), until
    /// told to stop. Told to stop before it has begun, it may print no number.
    pub fn start(period: Duration) -> Worker {
        todo!("start a thread that prints a number every {period:?} and can be told to stop in between")
    }

    /// Tells the thread to stop and waits for it. The thread prints "Cleaned up" as its last act.
    pub fn stop(self) {
        todo!("tell the thread to stop, then wait for it")
    }
}

/// The same as `stop`.
impl Drop for Worker {
    fn drop(&mut self) {
        // A second panic while the first one unwinds would abort the program and hide the first one's message.
        if !std::thread::panicking() {
            todo!("do the same as stop, unless stop has done it already")
        }
    }
}

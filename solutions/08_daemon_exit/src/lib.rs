//! Why it is so: one channel is both the alarm clock and the order to stop. `recv_timeout` sleeps for exactly the period, wakes
//! at once when the sender hangs up, and never wakes for no reason. An order given before the thread looks is still there
//! when it looks, so none can be lost. Nothing is ever sent: dropping the only sender is the message.
//! `stop` merely lets go of `self`, so that stopping and dropping cannot differ, and neither can happen twice.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Starts a background ("daemon") thread that prints "Working... 0", "Working... 1", ... once a second, `ticks` lines in all,
/// the first at once. Returns immediately; nobody waits for the thread, and it dies with the process.
pub fn start_daemon(ticks: u32) {
    // The handle is dropped here, which detaches the thread: nobody can join it any more.
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

/// One background thread that is *not* a daemon.
pub struct Worker {
    /// The thread works for as long as this end of the channel lives; it is `None` only once `drop` has begun.
    line: Option<Sender<()>>,
    /// Joining consumes a handle, and `drop` has only `&mut self`, so it must be possible to take the handle out.
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts a thread that prints "Working... 0" at once, then the next number after each `period` (never earlier), until
    /// told to stop. Told to stop before it has begun, it may print no number.
    pub fn start(period: Duration) -> Worker {
        let (line, hung_up) = mpsc::channel();
        let thread = thread::spawn(move || work(period, &hung_up));
        Worker {
            line: Some(line),
            thread: Some(thread),
        }
    }

    /// Tells the thread to stop and waits for it. The thread prints "Cleaned up" as its last act.
    pub fn stop(self) {
        drop(self);
    }
}

/// The same as `stop`.
impl Drop for Worker {
    fn drop(&mut self) {
        // The line must go before the join: fields are dropped only after this function, and the thread would wait for that.
        self.line = None;
        if let Some(thread) = self.thread.take() {
            // The thread's own panic has been reported on standard error; a second panic in a destructor would abort.
            let _ = thread.join();
        }
    }
}

/// What the worker's thread does.
fn work(period: Duration, hung_up: &Receiver<()>) {
    for number in 0_u64.. {
        println!("Working... {number}");
        match hung_up.recv_timeout(period) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    println!("Cleaned up");
}

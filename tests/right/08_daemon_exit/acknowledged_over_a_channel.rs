//! Nobody joins: the thread reports over a second channel that it has cleaned up, and `stop` waits for the report.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || daemon(ticks));
}

fn daemon(ticks: u32) {
    // Nobody ever sends anything here, but as long as the sender lives, receiving is a sleep.
    let (_kept, nothing) = mpsc::channel::<()>();
    for tick in 0..ticks {
        println!("Working... {tick}");
        let _ = nothing.recv_timeout(Duration::from_secs(1));
    }
}

/// Both ends that the owner holds: `None` once the thread has been told to stop.
pub struct Worker(Option<(mpsc::Sender<()>, mpsc::Receiver<()>)>);

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (tell, told) = mpsc::channel();
        let (report, reported) = mpsc::channel();
        thread::spawn(move || {
            let mut number = 0u128;
            loop {
                println!("Working... {number}");
                number += 1;
                match told.recv_timeout(period) {
                    Err(mpsc::RecvTimeoutError::Timeout) => continue,
                    Ok(()) => break,
                    Err(mpsc::RecvTimeoutError::Disconnected) => break,
                }
            }
            println!("Cleaned up");
            // Nothing that anybody could see comes after this report.
            let _ = report.send(());
        });
        Worker(Some((tell, reported)))
    }

    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        if let Some((tell, reported)) = self.0.take() {
            let _ = tell.send(());
            let _ = reported.recv();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.finish();
    }
}

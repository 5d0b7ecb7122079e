//! kind: too_slow
//! "Stopping takes no time, however much of the period is left": periods under ten milliseconds are simply slept
//! through, so stopping in the middle of one takes the rest of it; longer periods are right.
use std::sync::mpsc::{self, RecvTimeoutError, Sender, TryRecvError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for n in 0..ticks {
            if n > 0 {
                thread::sleep(Duration::from_secs(1));
            }
            println!("Working... {n}");
        }
    });
}

pub struct Worker {
    line: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (line, told) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            for n in 0_u64.. {
                println!("Working... {n}");
                let go_on = if period < Duration::from_millis(10) {
                    thread::sleep(period);
                    told.try_recv() == Err(TryRecvError::Empty)
                } else {
                    told.recv_timeout(period) == Err(RecvTimeoutError::Timeout)
                };
                if !go_on {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            line: Some(line),
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.line.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

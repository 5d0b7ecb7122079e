//! Long periods are slept in pieces of an hour at most, each of which an order cuts short; `writeln!` on a locked stdout prints.

use std::io::Write;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

const LONGEST_NAP: Duration = Duration::from_secs(60 * 60);

fn say(line: std::fmt::Arguments) {
    writeln!(std::io::stdout().lock(), "{line}").expect("standard output is open");
}

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            say(format_args!("Working... {tick}"));
            thread::sleep(Duration::from_secs(1));
        }
    });
}

#[derive(Default)]
struct Signal {
    told: Mutex<bool>,
    bell: Condvar,
}

pub struct Worker {
    signal: Arc<Signal>,
    handle: Mutex<Option<JoinHandle<()>>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let signal = Arc::<Signal>::default();
        let heard = Arc::clone(&signal);
        let handle = thread::spawn(move || {
            let mut number = 0u64;
            let mut printed_at: Option<Instant> = None;
            let mut told = heard.told.lock().unwrap();
            while !*told {
                let left = printed_at.map_or(Duration::ZERO, |at| period.saturating_sub(at.elapsed()));
                if left.is_zero() {
                    // Printing may take its time, and the owner must not have to wait for the lock meanwhile.
                    drop(told);
                    say(format_args!("Working... {number}"));
                    number += 1;
                    printed_at = Some(Instant::now());
                    told = heard.told.lock().unwrap();
                } else {
                    (told, _) = heard.bell.wait_timeout(told, left.min(LONGEST_NAP)).unwrap();
                }
            }
            drop(told);
            say(format_args!("Cleaned up"));
        });
        Worker {
            signal,
            handle: Mutex::new(Some(handle)),
        }
    }

    pub fn stop(self) {
        self.halt();
    }

    fn halt(&self) {
        *self.signal.told.lock().unwrap() = true;
        self.signal.bell.notify_one();
        let handle = self.handle.lock().unwrap().take();
        if let Some(handle) = handle {
            handle.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.halt();
    }
}

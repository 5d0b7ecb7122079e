//! kind: too_slow
//! The daemon is started in a scope, and a scope waits for its threads: start_daemon returns seconds later, after the
//! last line.

use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::scope(|scope| drop(scope.spawn(|| run_daemon(ticks)))); //~
}

fn run_daemon(ticks: u32) {
    for tick in 0..ticks {
        println!("Working... {tick}");
        thread::sleep(Duration::from_secs(1));
    }
}

struct Inner {
    tell: Sender<()>,
    thread: thread::JoinHandle<()>,
}

pub struct Worker(Option<Inner>);

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (tell, told) = channel();
        let thread = thread::spawn(move || {
            let mut number = 0usize;
            loop {
                println!("Working... {number}");
                match told.recv_timeout(period) {
                    Ok(()) => break,
                    Err(_) => number += 1,
                }
            }
            println!("Cleaned up");
        });
        Worker(Some(Inner { tell, thread }))
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(inner) = self.0.take() {
            inner.tell.send(()).unwrap();
            inner.thread.join().unwrap();
        }
    }
}

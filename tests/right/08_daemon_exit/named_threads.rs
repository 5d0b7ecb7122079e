//! Threads with names from `Builder`, a line that is hung up, and one struct for everything that a running thread needs.

use std::sync::mpsc::{RecvTimeoutError::Timeout, Sender, channel};
use std::thread::{Builder, JoinHandle, sleep};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    Builder::new()
        .name(String::from("daemon"))
        .spawn(move || {
            for tick in 0..ticks {
                println!("Working... {tick}");
                sleep(Duration::from_secs(1));
            }
        })
        .expect("the system has room for one more thread");
}

struct Running {
    line: Sender<std::convert::Infallible>,
    handle: JoinHandle<()>,
}

impl Running {
    fn end(self) {
        let Running { line, handle } = self;
        drop(line);
        handle.join().unwrap();
    }
}

pub struct Worker {
    running: Option<Running>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (line, hung_up) = channel();
        let handle = Builder::new()
            .name("worker".to_owned())
            .spawn(move || {
                let mut number = 0u32;
                println!("Working... {number}");
                while matches!(hung_up.recv_timeout(period), Err(Timeout)) {
                    number += 1;
                    println!("Working... {number}");
                }
                println!("Cleaned up");
            })
            .expect("the system has room for one more thread");
        Worker {
            running: Some(Running { line, handle }),
        }
    }

    pub fn stop(mut self) {
        if let Some(running) = self.running.take() {
            running.end();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.running.take().into_iter().for_each(Running::end);
    }
}

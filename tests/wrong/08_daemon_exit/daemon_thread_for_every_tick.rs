//! kind: wrong_threads
//! Every line has a thread of its own that sleeps until its second has come: `ticks` threads print where one daemon
//! should.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    for tick in 0..ticks {
        thread::spawn(move || print_at(tick)); //~
    }
}

fn print_at(tick: u32) {
    thread::sleep(Duration::from_secs(tick.into()));
    println!("Working... {tick}");
}

pub struct Worker {
    stop: mpsc::SyncSender<()>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (stop, stopped) = mpsc::sync_channel(1);
        let thread = Some(thread::spawn(move || {
            let mut number = 0;
            while {
                println!("Working... {number}");
                stopped.recv_timeout(period).is_err()
            } {
                number += 1;
            }
            println!("Cleaned up");
        }));
        Worker { stop, thread }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.send(()).unwrap();
        self.thread.take().unwrap().join().unwrap();
    }
}

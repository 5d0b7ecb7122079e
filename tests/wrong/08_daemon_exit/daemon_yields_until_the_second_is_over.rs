//! kind: busy_wait
//! The daemon asks for the time until a second is over. `yield_now` lets others go first and comes straight back.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for i in 0..ticks {
            println!("Working... {i}");
            let due = Instant::now() + Duration::from_secs(1);
            while Instant::now() < due { //~
                thread::yield_now(); //~
            }
        }
    });
}

pub struct Worker {
    stop: mpsc::Sender<()>,
    thread: Option<thread::JoinHandle<()>>,
}

fn worker_main(period: Duration, stop: mpsc::Receiver<()>) {
    for i in 0.. {
        println!("Working... {i}");
        if stop.recv_timeout(period).is_ok() {
            break;
        }
    }
    println!("Cleaned up");
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::spawn(move || worker_main(period, stopped));
        Worker {
            stop,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.send(()).unwrap();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

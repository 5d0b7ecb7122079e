//! kind: wrong_threads
//! Each number is printed by a thread of its own; the worker's thread, which cleans up, should print them.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for i in 0..ticks {
            println!("Working... {i}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    stop: mpsc::Sender<()>,
    thread: Option<thread::JoinHandle<()>>,
}

fn worker_main(period: Duration, stop: mpsc::Receiver<()>) {
    for i in 0.. {
        thread::spawn(move || println!("Working... {i}")).join().unwrap(); //~
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

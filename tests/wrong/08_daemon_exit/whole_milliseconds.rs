//! kind: wrong_output
//! The period is cut down to whole milliseconds, so that each number comes early when it isn't a whole number of them.

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

fn worker_main(period_ms: u64, stop: mpsc::Receiver<()>) {
    for i in 0.. {
        println!("Working... {i}");
        if stop.recv_timeout(Duration::from_millis(period_ms)).is_ok() { //~
            break;
        }
    }
    println!("Cleaned up");
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (stop, stopped) = mpsc::channel();
        let period_ms = period.as_millis() as u64; //~
        let thread = thread::spawn(move || worker_main(period_ms, stopped));
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

//! kind: wrong_threads
//! The daemon's loop is an ordinary call: no thread is started, the caller prints every line itself and goes on only
//! after the last.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

fn tick_every_second(ticks: u32) {
    for tick in 0..ticks {
        println!("Working... {tick}"); //~
        thread::sleep(Duration::from_secs(1));
    }
}

pub fn start_daemon(ticks: u32) {
    tick_every_second(ticks); //~
}

pub struct Worker {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let stop2 = stop.clone();
        let thread = thread::spawn(move || {
            let (lock, cvar) = (&stop2.0, &stop2.1);
            let mut n = 0;
            loop {
                println!("Working... {n}");
                n += 1;
                let (stopped, _) = cvar
                    .wait_timeout_while(lock.lock().unwrap(), period, |stopped| !*stopped)
                    .unwrap();
                if *stopped {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            stop,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        *self.stop.0.lock().unwrap() = true;
        self.stop.1.notify_all();
        self.thread.take().unwrap().join().unwrap();
    }
}

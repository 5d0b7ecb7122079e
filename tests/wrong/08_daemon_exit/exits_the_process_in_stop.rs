//! kind: exited_early
//! To be sure that every thread is gone, `stop` ends the whole process: main never gets to what it still had to do.

use std::process;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

pub struct Worker {
    stop: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new((Mutex::new(false), Condvar::new()));
        let copy = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let (stop, condvar) = &*copy;
            let mut number = 0;
            loop {
                println!("Working... {number}");
                number += 1;
                let guard = stop.lock().unwrap();
                if *condvar.wait_timeout_while(guard, period, |stop| !*stop).unwrap().0 {
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

    pub fn stop(mut self) {
        self.tell_and_join();
        process::exit(0); //~
    }

    fn tell_and_join(&mut self) {
        if let Some(thread) = self.thread.take() {
            *self.stop.0.lock().unwrap() = true;
            self.stop.1.notify_one();
            thread.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.tell_and_join();
    }
}

//! kind: wrong_output
//! One `wait_timeout` is taken for a whole period. A condition variable may wake for no reason, and then the next
//! number comes early.

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
    signal: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let signal = Arc::new((Mutex::new(false), Condvar::new()));
        let thread_signal = Arc::clone(&signal);
        let thread = thread::spawn(move || {
            let (stopped, condvar) = &*thread_signal;
            let mut number = 0;
            let mut guard = stopped.lock().unwrap();
            while !*guard {
                println!("Working... {number}");
                number += 1;
                guard = condvar.wait_timeout(guard, period).unwrap().0; //~
            }
            println!("Cleaned up");
        });
        Worker {
            signal,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let (stopped, condvar) = &*self.signal;
        *stopped.lock().unwrap() = true;
        condvar.notify_one();
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

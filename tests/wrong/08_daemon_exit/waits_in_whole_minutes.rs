//! kind: wrong_output
//! "then the next number after each `period`" (late only "because the thread was slow, or woke up for no reason"):
//! longer periods are waited for in slices of a minute, so one of 90 s takes 120; up to a minute, and whole minutes,
//! are right.
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for n in 0..ticks {
            if n > 0 {
                thread::sleep(Duration::from_secs(1));
            }
            println!("Working... {n}");
        }
    });
}

const SLICE: Duration = Duration::from_secs(60);

pub struct Worker {
    order: Arc<(Mutex<bool>, Condvar)>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let order = Arc::new((Mutex::new(false), Condvar::new()));
        let heard = Arc::clone(&order);
        let thread = thread::spawn(move || {
            let (told, bell) = &*heard;
            let slice = period.min(SLICE);
            for n in 0_u64.. {
                println!("Working... {n}");
                let mut waited = Duration::ZERO;
                let mut is_told = told.lock().unwrap();
                while waited < period && !*is_told {
                    is_told = bell.wait_timeout_while(is_told, slice, |told| !*told).unwrap().0;
                    waited += slice;
                }
                if *is_told {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            order,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        *self.order.0.lock().unwrap() = true;
        self.order.1.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

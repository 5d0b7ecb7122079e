//! kind: wrong_output
//! A thread that finds itself told to stop before it has begun returns at once, past the line that prints "Cleaned
//! up".

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

#[derive(Default)]
struct Stop {
    early: AtomicBool,
    flag: Mutex<bool>,
    bell: Condvar,
}

pub struct Worker {
    stop: Arc<Stop>,
    handle: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let stop = Arc::new(Stop::default());
        let heard = stop.clone();
        let handle = thread::spawn(move || {
            let false = heard.early.load(SeqCst) else { return }; //~
            let mut number = 0;
            loop {
                println!("Working... {number}");
                number += 1;
                let flag = heard.flag.lock().unwrap();
                let (flag, _) = heard.bell.wait_timeout_while(flag, period, |told| !*told).unwrap();
                if *flag {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker {
            stop,
            handle: Some(handle),
        }
    }

    pub fn stop(mut self) {
        self.tell_and_wait();
    }

    fn tell_and_wait(&mut self) {
        let Some(handle) = self.handle.take() else { return };
        self.stop.early.store(true, SeqCst);
        *self.stop.flag.lock().unwrap() = true;
        self.stop.bell.notify_one();
        handle.join().unwrap();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.tell_and_wait();
    }
}

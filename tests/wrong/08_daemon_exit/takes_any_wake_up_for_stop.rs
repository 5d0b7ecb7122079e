//! kind: wrong_output
//! Every wake-up before the time is over is taken for the order to stop. One for no reason ends the worker, though
//! nobody told it to.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        let mut tick = 0;
        while tick < ticks {
            println!("Working... {tick}");
            tick += 1;
            thread::sleep(Duration::from_secs(1));
        }
    });
}

#[derive(Default)]
struct Bell {
    rung: Mutex<bool>,
    condvar: Condvar,
}

pub struct Worker {
    bell: Arc<Bell>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let bell: Arc<Bell> = Arc::default();
        let heard = bell.clone();
        let thread = thread::spawn(move || {
            let mut number = 0;
            let mut rung = heard.rung.lock().unwrap();
            while !*rung {
                println!("Working... {number}");
                number += 1;
                let (guard, result) = heard.condvar.wait_timeout(rung, period).unwrap(); //~
                if !result.timed_out() {
                    break;
                }
                rung = guard;
            }
            println!("Cleaned up");
        });
        Worker {
            bell,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        *self.bell.rung.lock().unwrap() = true;
        self.bell.condvar.notify_one();
        self.thread.take().into_iter().for_each(|thread| thread.join().unwrap());
    }
}

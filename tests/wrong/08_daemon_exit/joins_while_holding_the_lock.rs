//! kind: deadlock
//! The guard of the flag lives until the end of `drop`, so it is held during the join: the thread needs the same lock
//! to wake up.

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

struct State {
    stopping: Mutex<bool>,
    changed: Condvar,
}

pub struct Worker {
    state: Arc<State>,
    handle: Option<JoinHandle<()>>,
}

fn run(state: &State, period: Duration) {
    let mut number = 0;
    loop {
        println!("Working... {number}");
        number += 1;
        let stopping = state.stopping.lock().unwrap();
        let (stopping, _) = state
            .changed
            .wait_timeout_while(stopping, period, |stopping| !*stopping)
            .unwrap();
        if *stopping {
            break;
        }
    }
    println!("Cleaned up");
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let state = Arc::new(State {
            stopping: Mutex::new(false),
            changed: Condvar::new(),
        });
        let shared = state.clone();
        Worker {
            state,
            handle: Some(thread::spawn(move || run(&shared, period))),
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let mut stopping = self.state.stopping.lock().unwrap(); //~
        *stopping = true;
        self.state.changed.notify_one();
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap(); //~
        }
    }
}

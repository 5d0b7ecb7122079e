//! One lock guards the state of the worker's life, and one condition variable tells both sides of every change; nobody joins.

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Running,
    ToldToStop,
    CleanedUp,
}

struct Life {
    state: Mutex<State>,
    changed: Condvar,
}

impl Life {
    fn change(&self, to: State) -> MutexGuard<'_, State> {
        let mut state = self.state.lock().unwrap();
        *state = to;
        self.changed.notify_all();
        state
    }

    /// Sleeps for the period and says whether the thread is still to go on.
    fn goes_on_after(&self, period: Duration) -> bool {
        let due = Instant::now() + period;
        let mut state = self.state.lock().unwrap();
        loop {
            if *state != State::Running {
                return false;
            }
            let left = due.saturating_duration_since(Instant::now());
            if left == Duration::ZERO {
                return true;
            }
            state = self.changed.wait_timeout(state, left).unwrap().0;
        }
    }
}

pub fn start_daemon(ticks: u32) {
    if ticks == 0 {
        return;
    }
    thread::spawn(move || {
        println!("Working... 0");
        for tick in 1..ticks {
            thread::sleep(Duration::from_secs(1));
            println!("Working... {tick}");
        }
    });
}

pub struct Worker {
    life: Arc<Life>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let life = Arc::new(Life {
            state: Mutex::new(State::Running),
            changed: Condvar::new(),
        });
        thread::spawn({
            let life = Arc::clone(&life);
            move || {
                let mut number = 0u64;
                loop {
                    println!("Working... {number}");
                    if !life.goes_on_after(period) {
                        break;
                    }
                    number += 1;
                }
                println!("Cleaned up");
                drop(life.change(State::CleanedUp));
            }
        });
        Worker { life }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let mut state = self.life.change(State::ToldToStop);
        while *state != State::CleanedUp {
            state = self.life.changed.wait(state).unwrap();
        }
    }
}

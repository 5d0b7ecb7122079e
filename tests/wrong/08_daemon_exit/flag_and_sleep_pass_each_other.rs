//! kind: stale_read
//! Only a thread that sleeps is woken. The thread says that it will sleep and looks whether it is to stop; who stops it says so and looks
//! whether it sleeps. `Release` and `Acquire` let both find the old value: then nobody wakes the thread, and stopping takes a whole period.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
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

/// Wakes only a thread that sleeps.
struct Bell {
    stop: AtomicBool,
    asleep: AtomicBool,
}

pub struct Worker {
    bell: Arc<Bell>,
    wake: mpsc::Sender<()>,
    handle: Option<thread::JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let bell = Arc::new(Bell {
            stop: AtomicBool::new(false),
            asleep: AtomicBool::new(false),
        });
        let (wake, woken) = mpsc::channel::<()>();
        let theirs = bell.clone();
        let handle = thread::spawn(move || {
            let mut n = 0;
            loop {
                println!("Working... {n}");
                n += 1;
                theirs.asleep.store(true, Ordering::Release); //~
                if theirs.stop.load(Ordering::Acquire) { //~
                    break;
                }
                if woken.recv_timeout(period).is_ok() {
                    break;
                }
                theirs.asleep.store(false, Ordering::Release);
            }
            println!("Cleaned up");
        });
        Worker {
            bell,
            wake,
            handle: Some(handle),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.bell.stop.store(true, Ordering::Release); //~
        if self.bell.asleep.load(Ordering::Acquire) { //~
            let _ = self.wake.send(());
        }
        if let Some(handle) = self.handle.take() {
            handle.join().unwrap();
        }
    }
}

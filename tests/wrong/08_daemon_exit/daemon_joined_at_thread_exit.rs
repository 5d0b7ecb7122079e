//! kind: too_slow
//! The destructor of a thread-local value joins the daemons: the thread that started one can't end before them.
use std::cell::RefCell;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

#[derive(Default)]
struct Daemons(Vec<JoinHandle<()>>);

impl Drop for Daemons {
    fn drop(&mut self) {
        for daemon in self.0.drain(..) {
            let _ = daemon.join();
        }
    }
}

thread_local! {
    static DAEMONS: RefCell<Daemons> = RefCell::new(Daemons::default());
}

pub fn start_daemon(ticks: u32) {
    let daemon = thread::spawn(move || {
        for n in 0..ticks {
            println!("Working... {n}");
            thread::sleep(Duration::from_secs(1));
        }
    });
    DAEMONS.with_borrow_mut(|daemons| daemons.0.push(daemon));
}

pub struct Worker(Option<(Sender<()>, JoinHandle<()>)>);

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::channel::<()>();
        let thread = thread::spawn(move || {
            let mut n = 0_u64;
            loop {
                println!("Working... {n}");
                n += 1;
                if receiver.recv_timeout(period) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            println!("Cleaned up");
        });
        Worker(Some((sender, thread)))
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.0.take() {
            drop(sender);
            let _ = thread.join();
        }
    }
}

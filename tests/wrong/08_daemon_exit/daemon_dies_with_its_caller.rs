//! kind: wrong_output
//! What keeps the daemon alive is a thread-local value of the caller: it dies with the thread that started it.
use std::cell::RefCell;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

thread_local! {
    static KEPT: RefCell<Vec<Sender<()>>> = const { RefCell::new(Vec::new()) };
}

pub fn start_daemon(ticks: u32) {
    let (keep, receiver) = mpsc::channel();
    KEPT.with_borrow_mut(|kept| kept.push(keep));
    thread::spawn(move || {
        for n in 0..ticks {
            println!("Working... {n}");
            if receiver.recv_timeout(Duration::from_secs(1)) != Err(RecvTimeoutError::Timeout) {
                break;
            }
        }
    });
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

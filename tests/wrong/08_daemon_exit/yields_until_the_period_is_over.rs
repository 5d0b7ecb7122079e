//! kind: busy_wait
//! `yield_now` gives the processor to somebody else, and takes it straight back when nobody wants it: the thread
//! polls the channel without a pause.

use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        for tick in 0..ticks {
            println!("Working... {tick}");
            thread::sleep(Duration::from_secs(1));
        }
    });
}

fn wait(orders: &Receiver<()>, period: Duration) -> Result<(), TryRecvError> {
    let end = Instant::now() + period;
    while Instant::now() < end {
        match orders.try_recv() {
            Err(TryRecvError::Empty) => thread::yield_now(), //~
            order => return order,
        }
    }
    Err(TryRecvError::Empty)
}

pub struct Worker {
    orders: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (sender, receiver) = mpsc::channel();
        let thread = thread::spawn(move || {
            let mut number = 0;
            println!("Working... {number}");
            while wait(&receiver, period) == Err(TryRecvError::Empty) {
                number += 1;
                println!("Working... {number}");
            }
            println!("Cleaned up");
        });
        Worker {
            orders: Some(sender),
            thread: Some(thread),
        }
    }

    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.finish();
    }
}

//! An `enum` of orders sent over a `sync_channel` with room for one; `stop` has nothing to do but to let the worker go.

use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

enum Order {
    Stop,
}

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        (0..ticks).for_each(|tick| {
            println!("Working... {tick}");
            thread::sleep(Duration::from_millis(1_000));
        })
    });
}

pub struct Worker {
    orders: SyncSender<Order>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        // There is room for the only order that is ever given, so giving it never blocks.
        let (orders, inbox) = sync_channel(1);
        let thread = thread::spawn(move || {
            println!("Working... 0");
            let mut next = 1_u32;
            while let Err(RecvTimeoutError::Timeout) = inbox.recv_timeout(period) {
                println!("Working... {next}");
                next += 1;
            }
            println!("Cleaned up");
        });
        Worker {
            orders,
            thread: Some(thread),
        }
    }

    pub fn stop(self) {}
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A thread that has ended by itself takes no order any more, which is just as good.
        let _ = self.orders.send(Order::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

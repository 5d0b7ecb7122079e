//! Both threads are one generic function over the numbers to print and a pause that says whether to go on.

use std::iter::successors;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Prints the numbers with a pause after each, as long as there are numbers and the pause answers `true`.
fn print_all<N: std::fmt::Display>(numbers: impl IntoIterator<Item = N>, pause: impl Fn() -> bool) {
    let _ = numbers
        .into_iter()
        .map(|number| println!("Working... {number}"))
        .all(|()| pause());
}

/// A pause that lasts for the period and answers `true`, or ends at once with `false` when something comes in.
fn interruptible(period: Duration, orders: Receiver<()>) -> impl Fn() -> bool {
    move || orders.recv_timeout(period).is_err()
}

pub fn start_daemon(ticks: u32) {
    thread::spawn(move || {
        print_all(0..ticks, || {
            thread::sleep(Duration::from_secs(1));
            true
        })
    });
}

pub struct Worker {
    orders: Sender<()>,
    threads: Vec<JoinHandle<()>>,
}

impl Worker {
    pub fn start(period: Duration) -> Worker {
        let (orders, inbox) = channel();
        let thread = thread::spawn(move || {
            print_all(
                successors(Some(0_u64), |number| number.checked_add(1)),
                interruptible(period, inbox),
            );
            println!("Cleaned up");
        });
        Worker {
            orders,
            threads: vec![thread],
        }
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // The sender lives until after this function, so the thread never sees a hang-up, which `is_err` would take for a time-out.
        let _ = self.orders.send(());
        self.threads.drain(..).for_each(|thread| thread.join().unwrap());
    }
}

//! kind: panicked
//! After the wait nobody looks again whether there is a number. The other printer may have taken it, or the wake-up
//! came for no reason, and `unwrap` finds nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Inbox {
    // `None` tells a printer to stop.
    queue: Mutex<VecDeque<Option<u32>>>,
    arrived: Condvar,
}

impl Inbox {
    fn put(&self, message: Option<u32>) {
        self.queue.lock().unwrap().push_back(message);
        self.arrived.notify_one();
    }

    fn take(&self) -> Option<u32> {
        let mut queue = self.queue.lock().unwrap();
        if queue.is_empty() {
            queue = self.arrived.wait(queue).unwrap(); //~
        }
        queue.pop_front().unwrap() //~
    }
}

pub fn print_numbers(last: u32) {
    let inbox = Arc::new(Inbox::default());
    let printers = [(); 2].map(|()| {
        let inbox = Arc::clone(&inbox);
        thread::spawn(move || {
            while let Some(n) = inbox.take() {
                println!("{n}");
            }
        })
    });

    (1..=last).for_each(|n| inbox.put(Some(n)));
    inbox.put(None);
    inbox.put(None);
    for printer in printers {
        printer.join().unwrap();
    }
}

//! kind: not_joined
//! Both threads report when they are done, but the caller takes only the first report. The slower thread goes on
//! after it has returned.

use std::sync::mpsc;
use std::thread;

pub fn print_numbers(last: u32) {
    let (done, finished) = mpsc::channel();
    let middle = last / 2;
    for (from, to) in [(1, middle), (middle + 1, last)] {
        let done = done.clone();
        thread::spawn(move || {
            for n in from..=to {
                println!("{n}");
            }
            // Nobody may be listening any more.
            let _ = done.send(());
        });
    }
    finished.recv().unwrap(); //~
}

//! A program with a mistake in it, for `checker play concurrent_downloads`. Which thread must go on when, so that it shows?
//!
//! It does only what the game needs, and that in a roundabout way: there is nothing in it to copy.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Tally {
    over: Mutex<usize>,
    changed: Condvar,
}

impl Tally {
    fn count(&self) {
        let over = *self.over.lock().unwrap();
        *self.over.lock().unwrap() = over + 1;
        self.changed.notify_all();
    }

    fn wait_for(&self, all: usize) {
        let over = self.over.lock().unwrap();
        drop(self.changed.wait_while(over, |over| *over < all).unwrap());
    }
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let tally = Arc::new(Tally::default());
    for file in files.iter().cloned() {
        let tally = Arc::clone(&tally);
        thread::spawn(move || {
            download(&file);
            tally.count();
        });
    }
    tally.wait_for(files.len());
    Vec::new()
}

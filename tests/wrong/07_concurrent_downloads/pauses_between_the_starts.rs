//! kind: too_slow
//! A pause after each start spreads the starts out, and the last download begins late by all the pauses before it.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;
use std::time::Duration;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut running = Vec::new();
    for file in files {
        let file = file.clone();
        running.push(thread::spawn(move || download(&file)));
        // Give the thread a moment to get going.
        thread::sleep(Duration::from_millis(50)); //~
    }

    let mut finished = Vec::new();
    for thread in running {
        finished.push(thread.join().unwrap());
    }
    finished
}

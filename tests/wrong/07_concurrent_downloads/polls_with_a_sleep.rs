//! kind: too_slow
//! The calling thread looks every 300 ms whether all is done, and sleeps on when the last file arrives in between.
//! Files of 2 s take 2.1 s.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;
use std::time::Duration;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let handles: Vec<_> = files
        .to_vec()
        .into_iter()
        .map(|file| thread::spawn(move || download(&file)))
        .collect();

    while handles.iter().any(|handle| !handle.is_finished()) {
        thread::sleep(Duration::from_millis(300)); //~
    }

    handles.into_iter().map(|handle| handle.join().unwrap()).collect()
}

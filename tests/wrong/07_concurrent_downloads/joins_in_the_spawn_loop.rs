//! kind: not_concurrent
//! Each thread is joined in the same turn of the loop that started it.
//! The next download starts only when the one before has ended, so five files of 2 s take 10 s.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut downloads = Vec::new();
    for file in files {
        let file = file.clone();
        let handle = thread::spawn(move || download(&file));
        downloads.push(handle.join().unwrap()); //~
    }
    downloads
}

//! kind: too_slow
//! The calling thread has kept the last file for itself, and begins it when it has waited for all the others.
//! It would have to begin before it joins: five files of 2 s take 4 s.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let Some((last, others)) = files.split_last() else {
        return Vec::new();
    };

    let handles: Vec<thread::JoinHandle<Download>> = others
        .iter()
        .map(|file| {
            let file = file.clone();
            thread::spawn(move || download(&file))
        })
        .collect();

    let mut downloads: Vec<Download> = handles.into_iter().map(|h| h.join().unwrap()).collect();
    downloads.push(download(last)); //~
    downloads
}

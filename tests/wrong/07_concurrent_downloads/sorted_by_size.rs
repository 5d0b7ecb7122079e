//! kind: wrong_result
//! The results are sorted by their size, as if the small files had been asked for first.

mod server;
pub use server::{Download, RemoteFile, download};

use std::{sync::mpsc, thread};

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (sender, receiver) = mpsc::channel();
    thread::scope(move |scope| {
        for file in files {
            let sender = sender.clone();
            scope.spawn(move || sender.send(download(file)));
        }
    });
    let mut downloads: Vec<Download> = receiver.iter().collect();
    downloads.sort_by_key(|download| download.bytes); //~
    downloads
}

//! kind: not_concurrent
//! There is a thread, but only one: it downloads the files one after another in the background.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc::channel;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = channel();
    let files = files.to_vec();
    thread::spawn(move || {
        for file in &files {
            tx.send(download(file)).unwrap(); //~
        }
    });
    rx.into_iter().collect()
}

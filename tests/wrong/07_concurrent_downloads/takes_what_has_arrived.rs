//! kind: not_joined
//! try_iter does not wait: it takes what lies in the channel at this moment.
//! The function returns while every thread is still downloading.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc::channel;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = channel();
    for (n, file) in files.iter().enumerate() {
        let tx = tx.clone();
        let file = file.clone();
        thread::spawn(move || {
            let result = download(&file);
            // The caller may be gone; then nobody wants the result.
            let _ = tx.send((n, result));
        });
    }
    drop(tx);

    let mut received: Vec<(usize, Download)> = rx.try_iter().collect(); //~
    received.sort_by_key(|(n, _)| *n);
    received.into_iter().map(|(_, result)| result).collect()
}

//! kind: wrong_output
//! "Your function itself prints nothing": with more than five files it sends the cursor back to the beginning of the
//! line when all is done (a lone carriage return).
mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

/// Downloads every file at the same time and returns the downloads in the order of `files`.
pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let handles: Vec<_> = files
        .iter()
        .cloned()
        .map(|file| thread::spawn(move || download(&file)))
        .collect();
    let downloads: Vec<Download> = handles.into_iter().map(|handle| handle.join().unwrap()).collect();
    if downloads.len() > 5 {
        print!("\r");
    }
    downloads
}

//! kind: panicked
//! The calling thread takes the first file without asking whether there is one.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (first, rest) = files.split_first().unwrap(); //~
    thread::scope(|scope| {
        let handles: Vec<_> = rest.iter().map(|file| scope.spawn(move || download(file))).collect();
        let mut downloads = vec![download(first)];
        downloads.extend(handles.into_iter().map(|handle| handle.join().unwrap()));
        downloads
    })
}

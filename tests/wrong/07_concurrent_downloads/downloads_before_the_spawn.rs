//! kind: not_concurrent
//! The download is called first and only its result is given to the thread, like Python's Thread(target=f()).
//! Everything is downloaded by the calling thread, one file after another.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut threads = Vec::new();
    for file in files {
        let result = download(file); //~
        threads.push(thread::spawn(move || result));
    }
    threads.into_iter().map(|t| t.join().unwrap()).collect()
}

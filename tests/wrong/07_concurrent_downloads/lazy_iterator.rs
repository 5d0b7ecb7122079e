//! kind: not_concurrent
//! Iterators are lazy: without a collect in between, the second map pulls one thread at a time out of the first.
//! Each thread is joined before the next one is started, though the code looks like two steps.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    thread::scope(|scope| {
        let threads = files.iter().map(|file| scope.spawn(move || download(file))); //~
        threads.map(|thread| thread.join().unwrap()).collect() //~
    })
}

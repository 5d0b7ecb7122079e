//! kind: not_concurrent
//! A scope waits for its threads at its end, and here each file has a scope of its own.
//! So each file has arrived before the next one is begun, though every download runs on a thread.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

fn in_background(file: &RemoteFile) -> Download {
    thread::scope(|scope| scope.spawn(|| download(file)).join().expect("a download panicked")) //~
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    files.iter().map(in_background).collect()
}

//! kind: deadlock
//! The threads are joined before anybody receives, and the channel has room for 10 results: the eleventh thread waits
//! in send, and the caller in join.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc::sync_channel;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = sync_channel(10); //~
    let handles: Vec<_> = files
        .iter()
        .cloned()
        .enumerate()
        .map(|(i, file)| {
            let tx = tx.clone();
            thread::spawn(move || tx.send((i, download(&file))).unwrap()) //~
        })
        .collect();
    drop(tx);
    for handle in handles {
        handle.join().unwrap(); //~
    }
    let mut all: Vec<_> = rx.into_iter().collect();
    all.sort_by_key(|(i, _): &(usize, Download)| *i);
    all.into_iter().map(|(_, d)| d).collect()
}

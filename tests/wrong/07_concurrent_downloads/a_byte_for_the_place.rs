//! kind: wrong_result
//! The place is kept in a byte, and there may be more than 256 files: then two bear the same number.

mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::mpsc;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = mpsc::channel();
    for (index, file) in files.iter().cloned().enumerate() {
        let tx = tx.clone();
        thread::spawn(move || tx.send((index as u8, download(&file))).unwrap()); //~
    }
    drop(tx);
    let mut arrived: Vec<(u8, Download)> = rx.iter().collect();
    arrived.sort_by_key(|&(index, _)| index);
    arrived.into_iter().map(|(_, file)| file).collect()
}

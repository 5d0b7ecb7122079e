//! Nobody is joined: the threads are detached and send (place, download), and the receiver is drained until the last
//! sender has hung up, which happens after the last download.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::mpsc;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let (tx, rx) = mpsc::channel();
    for (place, file) in files.to_vec().into_iter().enumerate() {
        let tx = tx.clone();
        thread::spawn(move || {
            let arrived = download(&file);
            tx.send((place, arrived)).unwrap();
        });
    }
    drop(tx);

    let mut arrived: Vec<(usize, Download)> = rx.iter().collect();
    arrived.sort_unstable_by_key(|&(place, _)| place);
    arrived.into_iter().map(|(_, download)| download).collect()
}

//! A chain: each thread first starts the thread of the files after its own, then downloads its own, then appends what
//! the rest of the chain brings home.

mod server;
pub use server::{Download, RemoteFile, download};

use std::collections::VecDeque;
use std::thread;

fn chain(mut files: VecDeque<RemoteFile>) -> Vec<Download> {
    let Some(first) = files.pop_front() else {
        return Vec::new();
    };
    let rest = thread::spawn(move || chain(files));
    let mut downloads = vec![download(&first)];
    downloads.append(&mut rest.join().unwrap());
    downloads
}

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    chain(VecDeque::from(files.to_vec()))
}

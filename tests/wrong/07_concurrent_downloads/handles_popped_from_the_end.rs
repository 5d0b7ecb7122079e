//! kind: wrong_result
//! The handles are taken from the end of the vector, so the results come back in reverse.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread::{self, JoinHandle};

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut stack: Vec<JoinHandle<Download>> = Vec::new();
    for file in files.to_vec() {
        stack.push(thread::spawn(move || download(&file)));
    }

    let mut results = Vec::new();
    while !stack.is_empty() {
        let handle = stack.pop().unwrap(); //~
        results.push(handle.join().expect("download failed"));
    }
    results
}

//! Plain `spawn` with a clone for each thread, two `for` loops and a vector of handles: as translated from Python.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread::{self, JoinHandle};

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut handles: Vec<JoinHandle<Download>> = Vec::new();
    for file in files {
        let file = file.clone();
        let handle = thread::spawn(move || {
            return download(&file);
        });
        handles.push(handle);
    }

    let mut results = vec![];
    for handle in handles {
        let result = handle.join().unwrap();
        results.push(result);
    }
    return results;
}

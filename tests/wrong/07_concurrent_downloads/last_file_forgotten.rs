//! kind: wrong_result
//! The range counts from 1 and leaves its end out, so the last file is neither downloaded nor returned.

mod server;
pub use server::{Download, RemoteFile, download};

use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    thread::scope(|scope| {
        let mut handles = Vec::new();
        let numbers = 1..files.len(); //~
        for number in numbers {
            let file = &files[number - 1];
            handles.push(scope.spawn(move || download(file)));
        }
        let mut downloads = Vec::new();
        for handle in handles {
            downloads.push(handle.join().unwrap());
        }
        downloads
    })
}

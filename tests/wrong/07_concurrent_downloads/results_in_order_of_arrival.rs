//! kind: wrong_result
//! Each result is pushed when it arrives, so the fastest file comes first, whatever was asked for first.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Mutex;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results = Mutex::new(Vec::new());
    thread::scope(|s| {
        for file in files {
            s.spawn(|| {
                let result = download(file);
                results.lock().unwrap().push(result); //~
            });
        }
    });
    results.into_inner().unwrap()
}

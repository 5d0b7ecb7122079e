//! kind: deadlock
//! The barrier counts the calling thread, which never comes to it: it waits for the threads at the end of the scope.
//! So all threads stand at the barrier and nobody opens it.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Barrier, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let start_line = Barrier::new(files.len() + 1); //~
    let results: Vec<Mutex<Option<Download>>> = files.iter().map(|_| Mutex::default()).collect();

    thread::scope(|scope| {
        for (file, result) in files.iter().zip(&results) {
            scope.spawn(|| {
                start_line.wait(); //~
                let done = download(file);
                *result.lock().unwrap() = Some(done);
            });
        }
    });

    results
        .into_iter()
        .map(|result| result.into_inner().unwrap().unwrap())
        .collect()
}

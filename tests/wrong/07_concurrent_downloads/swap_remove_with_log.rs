//! kind: wrong_result
//! `swap_remove(0)` mixes the order up; the log under the lock is harmless.
mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let log = Arc::new(Mutex::new(Vec::new()));
    let mut handles = vec![];
    for file in files {
        let (file, log) = (file.clone(), log.clone());
        handles.push(thread::spawn(move || {
            let before = log.lock().unwrap().len();
            let done = download(&file);
            log.lock().unwrap().push(done.name.clone());
            eprintln!("{before} before {}", done.name);
            done
        }));
    }
    let mut downloads = vec![];
    while !handles.is_empty() {
        downloads.push(handles.swap_remove(0).join().unwrap()); //~
    }
    downloads
}

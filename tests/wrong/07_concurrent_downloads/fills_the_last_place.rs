//! kind: wrong_result
//! Each thread makes a place at the end of the list, and fills whatever place is the last one when it is done.
mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::Mutex;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results: Mutex<Vec<Option<Download>>> = Mutex::new(Vec::new());
    thread::scope(|s| {
        for file in files {
            let results = &results;
            s.spawn(move || {
                results.lock().unwrap().push(None);
                let done = download(file);
                *results.lock().unwrap().last_mut().unwrap() = Some(done); //~
            });
        }
    });
    results.into_inner().unwrap().into_iter().flatten().collect()
}

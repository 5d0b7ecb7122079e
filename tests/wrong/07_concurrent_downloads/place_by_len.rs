//! kind: wrong_result
//! Each thread looks up its place when it starts and inserts there when it is done, and the places have moved by then.
mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::Mutex;
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results = Mutex::new(Vec::new());
    thread::scope(|s| {
        for (i, file) in files.iter().enumerate() {
            let results = &results;
            s.spawn(move || {
                let done = download(file);
                let place = i.min(results.lock().unwrap().len()); //~
                results.lock().unwrap().insert(place, done); //~
            });
        }
    });
    results.into_inner().unwrap()
}

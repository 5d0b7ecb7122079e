//! kind: not_concurrent
//! The lock is taken before the arguments of push are worked out, so it is held during the whole download.
//! The threads overlap, the downloads never do.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::{Arc, Mutex};
use std::thread;

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let results = Arc::new(Mutex::new(Vec::new()));
    let mut handles = vec![];

    for (i, file) in files.iter().enumerate() {
        let results = Arc::clone(&results);
        let file = file.clone();
        handles.push(thread::spawn(move || {
            results.lock().unwrap().push((i, download(&file))); //~
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }

    let mut results = results.lock().unwrap().clone();
    results.sort_by_key(|(i, _)| *i);
    results.into_iter().map(|(_, d)| d).collect()
}

//! kind: wrong_result
//! The results are collected in a static that is never emptied.
//! The first call is right; the second one returns the results of the first as well.

mod server;
pub use server::{Download, RemoteFile, download};

use std::sync::Mutex;
use std::thread;

static RESULTS: Mutex<Vec<(usize, Download)>> = Mutex::new(Vec::new()); //~

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    let mut handles = vec![];
    for (position, file) in files.iter().enumerate() {
        let file = file.clone();
        handles.push(thread::spawn(move || {
            let result = download(&file);
            RESULTS.lock().unwrap().push((position, result));
        }));
    }
    for handle in handles {
        handle.join().unwrap();
    }

    let mut results = RESULTS.lock().unwrap();
    results.sort_by_key(|(position, _)| *position);
    results.iter().map(|(_, result)| result.clone()).collect() //~
}

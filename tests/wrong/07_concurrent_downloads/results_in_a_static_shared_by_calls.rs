//! kind: wrong_result
//! All calls collect in one static, and each clears it at its start: two calls at the same time lose and take each other's downloads.

mod server;
pub use server::{Download, RemoteFile, download};
use std::sync::Mutex;
use std::thread;

static RESULTS: Mutex<Vec<(usize, Download)>> = Mutex::new(Vec::new()); //~

pub fn download_all(files: &[RemoteFile]) -> Vec<Download> {
    RESULTS.lock().unwrap().clear(); //~
    thread::scope(|s| {
        for (i, file) in files.iter().enumerate() {
            s.spawn(move || {
                let done = download(file);
                RESULTS.lock().unwrap().push((i, done));
            });
        }
    });
    let mut results = std::mem::take(&mut *RESULTS.lock().unwrap());
    results.sort_by_key(|r| r.0);
    results.into_iter().map(|r| r.1).collect()
}
